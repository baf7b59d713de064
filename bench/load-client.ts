import { Agent, request as send } from 'node:http';
import type { ClientRequest } from './scenarios.ts';

export interface LoadWish {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly milliseconds: number;
  readonly request: (index: number) => ClientRequest;
  /** Where counting of requests starts, so that two runs do not create the same. */
  readonly from: number;
}

/** What a run of requests came to; `milliseconds` is how long each took. */
export interface Measured {
  readonly rate: number;
  readonly sent: number;
  readonly milliseconds: readonly number[];
}

/** Keeps so many connections busy for so long; answers the requests a second. Throws at the first answer that is no success. */
export async function measureRate(wish: LoadWish): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: wish.connections });
  let sent = 0;
  const milliseconds: number[] = [];
  const started = performance.now();
  const until = started + wish.milliseconds;
  const work = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await sendOne(agent, wish, wish.request(wish.from + sent++));
      milliseconds.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: wish.connections }, work));
  } finally {
    agent.destroy();
  }
  const rate = milliseconds.length / ((performance.now() - started) / 1000);
  return { rate, sent, milliseconds };
}

/** Sends one request and reads its answer to the end. Throws at an answer that is no success. */
export function sendOne(
  agent: Agent,
  { url, headers }: Pick<LoadWish, 'url' | 'headers'>,
  { method, path, body }: ClientRequest,
): Promise<void> {
  const sized = body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {};
  return new Promise((resolve, reject) => {
    const sending = send(url + path, { method, agent, headers: { ...headers, ...sized } }, (response) => {
      const status = response.statusCode ?? 0;
      const said: Buffer[] = [];
      response.on('data', (part: Buffer) => {
        if (status >= 300) said.push(part);
      });
      response.on('end', () => {
        if (status < 300) resolve();
        else reject(new Error(`${method} ${path}: ${status} ${Buffer.concat(said).toString().slice(0, 300)}`));
      });
      response.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The value that so large a part of the others stays below. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

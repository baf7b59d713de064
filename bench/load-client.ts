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

/** Keeps so many connections busy for so long; answers the requests a second. Throws at the first answer that is no success. */
export async function measureRate(wish: LoadWish): Promise<{ rate: number; sent: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: wish.connections });
  let sent = 0;
  let done = 0;
  const started = performance.now();
  const until = started + wish.milliseconds;
  const work = async () => {
    while (performance.now() < until) {
      await sendOne(agent, wish, wish.request(wish.from + sent++));
      done++;
    }
  };
  try {
    await Promise.all(Array.from({ length: wish.connections }, work));
  } finally {
    agent.destroy();
  }
  return { rate: done / ((performance.now() - started) / 1000), sent };
}

function sendOne(agent: Agent, { url, headers }: LoadWish, { method, path, body }: ClientRequest): Promise<void> {
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

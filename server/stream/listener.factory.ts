import { afterAll, expect } from 'vitest';
import type { ChangeNote } from '../../shared/stream/stream-event.ts';

export interface HeardEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: { readonly changes?: readonly ChangeNote[]; readonly because?: string };
}

/** Somebody who listens to a stream, as a browser would. */
export interface StreamListener {
  readonly status: number;
  readonly headers: Headers;
  /** Everything heard so far, signs of life left out. */
  readonly events: readonly HeardEvent[];
  /** The id of the last event that had one. */
  cursor(): string;
  /** Every note heard so far, as `<kind> <id>`. */
  notes(): readonly string[];
  /** Resolves when this event has been heard, or the stream's end for `closed`. */
  until(event: string): Promise<void>;
  close(): void;
}

/** Opens a stream over HTTP, by cookies or by a key, and resolves once it is ready, or has been refused. */
export async function listenTo(
  url: string,
  cookies: ReadonlyMap<string, string>,
  query: Readonly<Record<string, string>> = {},
  key?: string,
): Promise<StreamListener> {
  const ending = new AbortController();
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const address = `${url}/api/v1/stream?${new URLSearchParams(query)}`;
  const response = await fetch(address, {
    headers: key ? { authorization: `Bearer ${key}` } : { cookie },
    signal: ending.signal,
  });
  const events: HeardEvent[] = [];
  const state = { isClosed: false };
  const reading = read(response, events).finally(() => {
    state.isClosed = true;
  });
  reading.catch(() => undefined);
  afterAll(() => ending.abort());
  const has = (event: string) =>
    event === 'closed' ? state.isClosed : events.some((one) => one.event === event || one.data.because === event);
  const until = async (event: string) => {
    await expect.poll(() => has(event), { interval: 5, timeout: 5_000 }).toBe(true);
  };
  if (response.ok) await until('ready');
  return {
    status: response.status,
    headers: response.headers,
    events,
    cursor: () => events.findLast(({ id }) => id !== null)?.id ?? '',
    notes: () => events.flatMap(({ data }) => data.changes ?? []).map(wordsOf),
    until,
    close: () => ending.abort(),
  };
}

function wordsOf(note: ChangeNote): string {
  return 'id' in note ? `${note.kind} ${note.id}` : `many ${note.noun}`;
}

async function read(response: Response, events: HeardEvent[]): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const event = lineOf(lines, 'event');
      if (event) events.push({ event, id: lineOf(lines, 'id'), data: JSON.parse(lineOf(lines, 'data') ?? '{}') });
    }
  }
}

function lineOf(lines: readonly string[], name: string): string | null {
  return lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
}

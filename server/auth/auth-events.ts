import pg, { type ClientConfig } from 'pg';
import type { Log } from '../config/log.ts';
import { authChannel } from './auth-schema.ts';

/** What other processes say has changed: whose sessions and keys must be checked anew. */
export interface AuthEvents {
  /** False while events may be missed: whoever remembers anything must not rely on it. */
  readonly listening: () => boolean;
  close(): Promise<void>;
}

export interface AuthEventsSettings {
  readonly connection: ClientConfig;
  readonly log: Log;
  /** Hears `account:<id>` and `workspace:<id>`. */
  readonly onEvent: (subject: string) => void;
  /** Called when events may have been missed. */
  readonly onGap: () => void;
}

const listeners = new Set<(subject: string) => void>();

/** Tells this process at once what it would hear in a moment: who made a change must not be answered from before it. */
export function announceHere(subject: string): void {
  for (const hear of listeners) hear(subject);
}

const heartbeat = 10_000;
const longestPause = 5_000;

/** Listens for as long as the process lives, on a connection of its own that is made anew whenever it breaks. */
export async function listenForAuthEvents(settings: AuthEventsSettings): Promise<AuthEvents> {
  const state: State = { settings, client: null, closed: false, retry: null };
  await connect(state, 100);
  listeners.add(settings.onEvent);
  const beat = setInterval(() => void check(state), heartbeat);
  beat.unref();
  return {
    listening: () => state.client !== null,
    async close() {
      state.closed = true;
      listeners.delete(settings.onEvent);
      clearInterval(beat);
      if (state.retry) clearTimeout(state.retry);
      const { client } = state;
      state.client = null;
      await client?.end();
    },
  };
}

interface State {
  readonly settings: AuthEventsSettings;
  /** The listening client; null while there is none. */
  client: pg.Client | null;
  closed: boolean;
  retry: NodeJS.Timeout | null;
}

async function connect(state: State, pause: number): Promise<void> {
  const { connection, onEvent, onGap } = state.settings;
  const client = new pg.Client({
    ...connection,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('notification', ({ payload }) => onEvent(payload ?? ''));
  client.on('error', () => lose(state, client));
  client.on('end', () => lose(state, client));
  try {
    await client.connect();
    await client.query(`listen ${authChannel}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    return tryAgain(state, pause, error as Error);
  }
  if (state.closed) return client.end();
  onGap();
  state.client = client;
}

function tryAgain(state: State, pause: number, error: Error): void {
  if (state.closed) return;
  state.settings.log.warn(
    { error: error.message },
    'Not listening for ended sessions; each request is checked meanwhile',
  );
  state.retry = setTimeout(() => void connect(state, Math.min(pause * 2, longestPause)), pause);
  state.retry.unref();
}

function lose(state: State, client: pg.Client): void {
  if (state.client !== client) return;
  state.client = null;
  state.settings.onGap();
  tryAgain(state, 100, new Error('The connection was lost'));
}

/** A connection whose other end vanished without a word is found out by asking. */
async function check(state: State): Promise<void> {
  const { client } = state;
  if (!client) return;
  try {
    await client.query('select 1');
  } catch {
    lose(state, client);
    await client.end().catch(() => undefined);
  }
}

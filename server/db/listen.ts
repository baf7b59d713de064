import pg, { type ClientConfig } from 'pg';
import type { Log } from '../config/log.ts';

/** One who listens on a channel of the database, on a connection of their own. */
export interface Listening {
  /** False while notices may be missed. */
  readonly isUp: () => boolean;
  close(): Promise<void>;
}

export interface ListenSettings {
  readonly connection: ClientConfig;
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  /** Called when notices may have been missed. */
  readonly onGap: () => void;
  readonly log: Log;
  /** What is logged while the connection is lost: what that means for people. */
  readonly lost: string;
}

const heartbeat = 10_000;
const longestPause = 5_000;

/** Listens for as long as the process lives, on a connection that is made anew whenever it breaks. */
export async function listenOn(settings: ListenSettings): Promise<Listening> {
  if (!/^[a-z_]+$/.test(settings.channel)) throw new Error(`"${settings.channel}" is not the name of a channel`);
  const state: State = { settings, client: null, closed: false, retry: null };
  await connect(state, 100);
  const beat = setInterval(() => void check(state), heartbeat);
  beat.unref();
  return {
    isUp: () => state.client !== null,
    async close() {
      state.closed = true;
      clearInterval(beat);
      if (state.retry) clearTimeout(state.retry);
      const { client } = state;
      state.client = null;
      await client?.end();
    },
  };
}

interface State {
  readonly settings: ListenSettings;
  /** The listening client; null while there is none. */
  client: pg.Client | null;
  closed: boolean;
  retry: NodeJS.Timeout | null;
}

async function connect(state: State, pause: number): Promise<void> {
  const { connection, channel, onNotice, onGap } = state.settings;
  const client = new pg.Client({
    ...connection,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('notification', ({ payload }) => onNotice(payload ?? ''));
  client.on('error', () => lose(state, client));
  client.on('end', () => lose(state, client));
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
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
  state.settings.log.warn({ error: error.message }, state.settings.lost);
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

import { randomBytes } from 'node:crypto';
import type { Log } from '../config/log.ts';
import type { Queryable } from '../db/database.ts';
import { type Listening, type ListenSettings, listenOn } from '../db/listen.ts';

/** Tells the other processes which workspaces were written to. A hint that may be lost: readers look by themselves too. */
export interface Messenger {
  /** Soon, and once for all that come together. */
  tell(workspaceId: string): void;
  hear(act: (workspaceId: string) => void): () => void;
  /** Begins to hear what others tell; until then they are not listened to. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface MessengerSettings {
  readonly control: Queryable;
  readonly connection: ListenSettings['connection'];
  readonly log: Log;
}

const channel = 'rapport_changes';
/** Milliseconds in which what is to be told is gathered: so many notices a second cost nothing, whatever is written. */
const gathering = 60;
/** A notice holds 8,000 bytes. */
const mostAtOnce = 150;

/**
 * Notices are sent after the commit, by a statement of their own: inside the writing transaction they cost a fifth of the
 * writes at 16 connections.
 */
export function createMessenger({ control, connection, log }: MessengerSettings): Messenger {
  const self = randomBytes(6).toString('base64url');
  const acts = new Set<(workspaceId: string) => void>();
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let listening: Promise<Listening> | null = null;
  let closed = false;
  const send = async () => {
    timer = undefined;
    const ids = [...pending];
    pending.clear();
    for (let start = 0; start < ids.length; start += mostAtOnce) {
      const payload = `${self} ${ids.slice(start, start + mostAtOnce).join(' ')}`;
      await control.query({ name: 'stream.notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
    }
  };
  const onNotice = (payload: string) => {
    const [from, ...ids] = payload.split(' ');
    if (from !== self) for (const id of ids) for (const act of acts) act(id);
  };
  return {
    tell(workspaceId) {
      if (closed) return;
      pending.add(workspaceId);
      timer ??= setTimeout(() => {
        send().catch((error: unknown) => log.warn({ err: error }, 'Other processes were not told of changes'));
      }, gathering).unref();
    },
    hear(act) {
      acts.add(act);
      return () => acts.delete(act);
    },
    async listen() {
      const lost = 'Not hearing of the changes of other processes; they are looked for each second meanwhile';
      listening ??= listenOn({ connection, channel, log, lost, onNotice, onGap: () => undefined });
      await listening;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await (await listening)?.close();
    },
  };
}

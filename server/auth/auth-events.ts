import type { ClientConfig } from 'pg';
import type { Log } from '../config/log.ts';
import { listenOn } from '../db/listen.ts';
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

/** Listens for as long as the process lives. */
export async function listenForAuthEvents(settings: AuthEventsSettings): Promise<AuthEvents> {
  const { connection, log, onEvent, onGap } = settings;
  const lost = 'Not listening for ended sessions; each request is checked meanwhile';
  const listening = await listenOn({ connection, log, channel: authChannel, onNotice: onEvent, onGap, lost });
  listeners.add(onEvent);
  return {
    listening: listening.isUp,
    async close() {
      listeners.delete(onEvent);
      await listening.close();
    },
  };
}

import type { SignIn } from '../auth/sign-in.ts';
import type { Log } from '../config/log.ts';
import { systemContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { ListenSettings } from '../db/listen.ts';
import type { Route } from '../http/route.ts';
import { createRegistries } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { createPresenceRoutes } from '../presence/presence.routes.ts';
import { createMessenger } from './messenger.ts';
import { createStreamRoutes } from './stream.routes.ts';
import { StreamHub, type StreamLimits } from './stream-hub.ts';

export interface StreamsSettings {
  readonly database: Database;
  readonly registry: Registry;
  readonly connection: ListenSettings['connection'];
  readonly signIn: Pick<SignIn, 'resolveContext' | 'watch' | 'isCertain'>;
  readonly log: Log;
  readonly limits?: Partial<StreamLimits>;
}

export interface Streams {
  readonly routes: readonly Route[];
  /** Ends every stream and takes no more: an HTTP server waits for its answers to end. */
  end(): Promise<void>;
  close(): Promise<void>;
}

/** Puts together what tells browsers of changes. Nothing is read or listened to before the first of them asks. */
export function startStreams({ database, registry, connection, signIn, log, limits }: StreamsSettings): Streams {
  const registries = createRegistries(registry);
  const messenger = createMessenger({ control: database.control, connection, log });
  const hub = new StreamHub({
    ...signIn,
    systemOf: async (workspace) =>
      systemContext(database, await registries.of(workspace, database.workspace(workspace)), workspace),
    ...{ messenger, log, ...(limits ? { limits } : {}) },
  });
  return {
    routes: [...createStreamRoutes(hub), ...createPresenceRoutes((id) => hub.presenceChanged(id))],
    end: () => hub.close(),
    close: async () => {
      await hub.close();
      await messenger.close();
    },
  };
}

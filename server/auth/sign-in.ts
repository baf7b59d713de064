import type { PoolConfig } from 'pg';
import type { ReadCounter } from '../access-log/read-counter.ts';
import type { Log } from '../config/log.ts';
import { createSealer } from '../config/sealer.ts';
import type { Database } from '../db/database.ts';
import type { FileKeeper } from '../files/file-store.ts';
import type { ResolveContext } from '../http/request-facts.ts';
import type { Route } from '../http/route.ts';
import type { Mailer } from '../mail/mailer.ts';
import { createRegistries } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { createOutgoingClient, type OutgoingClient } from '../outgoing/outgoing-client.ts';
import { createSandboxKeeper } from '../sandbox/sandbox-keeper.ts';
import { createAuth } from './auth.ts';
import { type AuthHandler, createAuthHandler } from './auth-handler.ts';
import { type Authenticator, createAuthenticator } from './authenticator.ts';
import { createEntranceRoutes } from './entrance.routes.ts';
import { createIdentityFinder, createSeeAs, createServiceFinder, type FindStanding } from './identity.ts';
import { type FailedSignIn, noteFailedSignIn, noteSignIn } from './note-sign-in.ts';
import { createOwnWorkspacesRoutes } from './own-workspaces.routes.ts';
import { createPasskeyRoutes } from './passkey.routes.ts';
import { createProofRoutes } from './proof.routes.ts';
import { createProviderRoutes } from './provider.routes.ts';
import { createContextResolver } from './resolve-context.ts';
import { createSecondFactorRoutes } from './second-factor.routes.ts';
import { secondFactorSealer } from './second-factor.ts';
import { deleteSessionsBeyond } from './session.repository.ts';
import { createSessionRule } from './session-rule.ts';
import { createSetUpRoutes } from './set-up.routes.ts';
import type { SetUpParts } from './set-up.ts';
import { createTellOfAccount } from './tell-of-account.ts';

export interface SignInSettings {
  readonly database: Database;
  readonly registry: Registry;
  readonly migrate: SetUpParts['migrate'];
  /** The login role's, as `openDatabase` takes it. */
  readonly connection: PoolConfig;
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: Log;
  /** How those who are signed in have others asked. */
  readonly outgoing?: OutgoingClient;
  /** Where they keep files. */
  readonly files?: FileKeeper;
  /** How they send letters. */
  readonly mailer?: Mailer;
  /** What keeps account of what they read. */
  readonly reads?: ReadCounter;
}

/** So many places an account may be signed in at; one more ends that which was used longest ago. */
export const mostSessions = 30;

/** What the HTTP server needs to know people by. */
export interface SignIn {
  readonly authHandler: AuthHandler;
  readonly resolveContext: ResolveContext;
  /** See `Authenticator`. */
  readonly watch: Authenticator['watch'];
  readonly isCertain: Authenticator['isCertain'];
  /** Those of the set-up and of links that let somebody in, besides the modules'. */
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

/** Puts signing in together: sessions, API keys, the first run. */
export async function startSignIn(settings: SignInSettings): Promise<SignIn> {
  const { database, registry, connection, log } = settings;
  const findIdentity = createIdentityFinder(database, findStandingOf(registry));
  const mayStartSession = createSessionRule(database, findIdentity);
  const auth = createAuth({
    ...{ ...settings, mayStartSession },
    onSession: async (session) => {
      await deleteSessionsBeyond(database.control, session.accountId, mostSessions);
      await noteSignIn(database, log, session);
    },
  });
  const sealer = secondFactorSealer(settings.secret);
  const onFailure = (failed: FailedSignIn) => void noteFailedSignIn(database, log, failed);
  const tell = createTellOfAccount({ database, registry, log });
  const outgoing = settings.outgoing ?? createOutgoingClient();
  const seeAs = createSeeAs(database, findStandingOf(registry));
  const findService = createServiceFinder(database, findStandingOf(registry));
  const finders = { findIdentity, findService, seeAs };
  const authenticator = await createAuthenticator({
    ...{ auth, database, ...finders, connection, log },
    publicUrl: settings.publicUrl,
  });
  return {
    authHandler: createAuthHandler({
      ...{ auth, database, registry, publicUrl: settings.publicUrl, sealer, outgoing },
      ...{ onFailure, tell },
      attempts: createSealer(settings.secret, 'provider-attempt'),
    }),
    resolveContext: createContextResolver(authenticator, database, createRegistries(registry), {
      ...settings,
      sealers: (purpose) => createSealer(settings.secret, purpose),
      sandboxes: createSandboxKeeper(settings),
    }),
    watch: authenticator.watch,
    isCertain: authenticator.isCertain,
    routes: [
      ...createSetUpRoutes(settings, auth),
      ...createEntranceRoutes({ database, registry, publicUrl: settings.publicUrl, sealer, onFailure }, auth, tell),
      ...createSecondFactorRoutes(database, settings.secret, tell),
      ...createPasskeyRoutes(database, settings, tell),
      ...createProofRoutes(database, settings),
      ...createProviderRoutes({ database, findIdentity, outgoing, sealer, publicUrl: settings.publicUrl }),
      ...createOwnWorkspacesRoutes(database, findIdentity),
    ],
    async close() {
      await authenticator.close();
      await auth.close();
    },
  };
}

/** How the modules say that members stand. */
export function findStandingOf(registry: Registry): FindStanding {
  const [findStanding] = registry.modules.flatMap((module) => module.findStanding ?? []);
  if (!findStanding) throw new Error('No module says how members stand');
  return findStanding;
}

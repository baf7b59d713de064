import type { ClientConfig } from 'pg';
import type { Log } from '../config/log.ts';
import type { Through } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { KeyHolder } from './api-key.repository.ts';
import { checkApiKey } from './api-key.ts';
import type { Auth } from './auth.ts';
import { listenForAuthEvents } from './auth-events.ts';
import { findKept } from './cookie-name.ts';
import type { FindIdentity, FindService, Identity, SeeAs } from './identity.ts';
import { createIdentityCache } from './identity-cache.ts';
import { hasSecondFactor } from './second-factor.repository.ts';
import { noteSessionUse } from './session.repository.ts';

/** Who sent a request, through which door. */
export interface Authenticated {
  readonly identity: Identity;
  readonly through: Through;
  /** Came by a key that opens nothing for writing, or sees as somebody else does. */
  readonly readOnly?: boolean;
  /** Of a key: which one, where it may come from, what it reaches. */
  readonly key?: Pick<KeyHolder, 'id' | 'networks' | 'scopes' | 'role'>;
  /** Whether signing in took more than a password; unknown of a key. */
  readonly hasSecondFactor?: boolean;
  /** The session; none for a key. */
  readonly sessionId?: string;
  /** When the session or key lapses, in milliseconds since 1970; null for never. */
  readonly until: number | null;
}

/** The headers people and programs are known by. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

export interface Authenticator {
  /** Who sent a request with these headers, from this address; null when nobody is signed in or the key is not (or no longer) good. */
  authenticate(credentials: Credentials, address?: string): Promise<Authenticated | null>;
  /**
   * Tells whoever keeps an answer for long whose must be asked anew: `account:<id>`, `workspace:<id>`, or null for
   * everybody's. Answers how to stop.
   */
  watch(hear: Watcher): () => void;
  /** False while an end may go unheard: then nothing may be kept. */
  readonly isCertain: () => boolean;
  close(): Promise<void>;
}

export type Watcher = (subject: string | null) => void;

export interface AuthenticatorSettings {
  readonly auth: Auth;
  readonly database: Database;
  readonly findIdentity: FindIdentity;
  readonly findService: FindService;
  readonly seeAs: SeeAs;
  /** Where browsers reach this installation: by it cookies have their names. */
  readonly publicUrl: string;
  /** The login role's; the authenticator listens on a connection of its own. */
  readonly connection: ClientConfig;
  readonly log: Log;
}

/**
 * Checks sessions and API keys, each at most once a minute, and anew as soon as any process ends it or its time is over. An API key goes before
 * a cookie: a request with a bad key is nobody's, whatever cookie it carries.
 */
export async function createAuthenticator(settings: AuthenticatorSettings): Promise<Authenticator> {
  const cache = createIdentityCache<Authenticated>({
    subjectsOf: ({ identity: { account, workspace } }) => [
      ...(account ? [`account:${account.id}`] : []),
      `workspace:${workspace.id}`,
      // Who may enter a sandbox is decided where it was made.
      ...(workspace.sandboxOf ? [`workspace:${workspace.sandboxOf}`] : []),
    ],
    endOf: ({ until }) => until,
  });
  const { connection, log } = settings;
  const watchers = new Set<Watcher>();
  const tell = (subject: string | null) => {
    for (const hear of watchers) hear(subject);
  };
  const onEvent = (subject: string) => {
    cache.forget(subject);
    tell(subject);
  };
  const onGap = () => {
    cache.forgetAll();
    tell(null);
  };
  const events = await listenForAuthEvents({ connection, log, onEvent, onGap });
  const remember = (credential: string, check: () => Promise<Authenticated | null>) =>
    events.listening() ? cache.get(credential, check) : check();
  return {
    async authenticate({ authorization, cookie }, address = '') {
      if (authorization !== undefined) {
        const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
        return key ? remember(`key ${key}`, () => byKey(settings, key, address)) : null;
      }
      const session = cookie && sessionPart(cookie);
      return session ? remember(`session ${session}`, () => bySession(settings, session)) : null;
    },
    watch(hear) {
      watchers.add(hear);
      return () => watchers.delete(hear);
    },
    isCertain: events.listening,
    close: () => events.close(),
  };
}

/** Other cookies come and go; the session is the same. */
function sessionPart(cookie: string): string {
  const parts = cookie.split(';').map((part) => part.trim());
  return parts.filter((part) => /^(__Host-)?rapport\./.test(part)).join('; ');
}

/** Who acts by an API key now; null for a key that is not (or no longer) good. */
export async function byKey(
  { database, findIdentity, findService }: Pick<AuthenticatorSettings, 'database' | 'findIdentity' | 'findService'>,
  key: string,
  address: string,
): Promise<Authenticated | null> {
  const holder = await checkApiKey(database.control, key, address);
  const { accountId = null, memberId = null, workspaceId = '' } = holder ?? {};
  const identity = accountId
    ? await findIdentity(accountId, workspaceId)
    : memberId && (await findService(workspaceId, memberId));
  const until = holder?.expiresAt ? Date.parse(holder.expiresAt) : null;
  if (!holder || !identity) return null;
  const { id, readOnly, networks, scopes, role } = holder;
  return { identity, through: 'api', until, readOnly, key: { id, networks, scopes, role } };
}

async function bySession(settings: AuthenticatorSettings, cookie: string): Promise<Authenticated | null> {
  const { auth, database, findIdentity } = settings;
  const holder = await auth.findSession(new Headers({ cookie }));
  if (!holder) return null;
  await noteSessionUse(database.control, holder.sessionId);
  // The workspace a browser asks for: it is one of the account's, or it is none.
  const chosen = findKept(settings.publicUrl, 'rapport.workspace', cookie, uuid);
  const own = (chosen && (await findIdentity(holder.accountId, chosen))) || (await findIdentity(holder.accountId));
  if (!own) return null;
  // The member as whom it asks to see the workspace: for owners alone.
  const seen = findKept(settings.publicUrl, 'rapport.seeing', cookie, uuid);
  const identity = seen ? await settings.seeAs(own, seen) : own;
  const secondFactor = holder.isStrong || (await hasSecondFactor(database.control, holder.accountId));
  return {
    ...{ identity, through: 'web', until: holder.until },
    ...{ sessionId: holder.sessionId, hasSecondFactor: secondFactor },
    ...(identity.seenBy ? { readOnly: true } : {}),
  };
}

const uuid = '[0-9a-f-]{36}';

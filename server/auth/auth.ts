import { Pool, type PoolConfig } from 'pg';
import { AppError } from '../../shared/errors.ts';
import { controlSchema, withOptions } from '../db/session.ts';
import {
  addressHeader,
  type BetterAuth,
  type BetterAuthSettings,
  configureBetterAuth,
  providerRequired,
  sessionDays,
} from './better-auth.ts';

export interface SessionHolder {
  readonly sessionId: string;
  readonly accountId: string;
  /** Whether a provider vouched for a second factor. */
  readonly isStrong: boolean;
  /** When the session lapses unless it is used, in milliseconds since 1970. */
  readonly until: number;
}

/** Signing in and sessions; hides better-auth from everything else. */
export interface Auth {
  /** Answers a request below `/api/auth`. */
  handle(request: Request): Promise<Response>;
  /** The holder of the session named by these headers' cookie; using a session prolongs it, once a day. */
  findSession(headers: Headers): Promise<SessionHolder | null>;
  /** Whoever began a session some minutes ago that still waits for their second factor. */
  findHeldSession(headers: Headers): Promise<SessionHolder | null>;
  /** Starts a session; answers its `Set-Cookie` values. Throws when the password is wrong. */
  signIn(email: string, password: string, client: Client): Promise<Begun>;
  /** Starts a session for somebody who has proved who they are otherwise; null for an account that may have none. */
  begin(accountId: string, client: Client, how?: ProvedBy): Promise<(Begun & { readonly isHeld: boolean }) | null>;
  close(): Promise<void>;
}

/** How somebody proved who they are. */
export interface ProvedBy {
  /** By the workspace's identity provider. */
  readonly byProvider: boolean;
  /** With a second factor there. */
  readonly isStrong: boolean;
}

/** A session that was begun. */
export interface Begun {
  readonly token: string;
  readonly cookies: readonly string[];
}

export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

export interface AuthSettings extends BetterAuthSettings {
  /** The login role's; better-auth keeps a few connections of its own, with the type parsers it expects. */
  readonly connection: PoolConfig;
}

/** Days after which one has to sign in again, however busy the session was. */
const longestSessionDays = 30;
const day = 86_400;
/** Seconds for the second step. */
const holdSeconds = 600;

/** Milliseconds for which a sign-in waits for the database, rather than for ever. */
const patience = 30_000;

export function createAuth(settings: AuthSettings): Auth {
  const session = [`-c search_path=${controlSchema}`, `-c statement_timeout=${patience}`];
  const connection = withOptions(settings.connection, session);
  const pool = new Pool({ ...connection, max: 4, connectionTimeoutMillis: patience });
  pool.on('error', (error) => {
    // At the end the database may let go of connections before they have closed themselves.
    if (!pool.ending) settings.log.warn({ error: error.message }, 'A connection of sign-in was lost');
  });
  const auth = configureBetterAuth(pool, settings);
  return {
    async handle(request) {
      const answer = await auth.handler(request);
      const cookies = keepLonger(answer.headers.getSetCookie());
      answer.headers.delete('set-cookie');
      for (const cookie of cookies) answer.headers.append('set-cookie', cookie);
      return answer;
    },
    findSession: async (headers) => {
      const found = await findSession(auth, headers);
      return found && !found.isHeld ? found : null;
    },
    findHeldSession: async (headers) => {
      const found = await findSession(auth, headers);
      return found?.isHeld ? found : null;
    },
    async signIn(email, password, client) {
      const headers = headersOf(client);
      const answer = await refused(() =>
        auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
      );
      return { token: answer.response.token, cookies: keepLonger(answer.headers.getSetCookie()) };
    },
    async begin(userId, client, how = { byProvider: false, isStrong: false }) {
      const { response, headers } = await refused(() =>
        auth.api.beginSession({ body: { userId, ...how }, headers: headersOf(client), returnHeaders: true }),
      );
      return response && { ...response, cookies: keepLonger(headers.getSetCookie()) };
    },
    close: () => pool.end(),
  };
}

/** As a person is told, where better-auth was made to refuse. */
async function refused<T>(begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    if (error instanceof Error && error.message === providerRequired) throw new AppError(403, 'providerRequired');
    throw error;
  }
}

function headersOf({ address, userAgent }: Client): Headers {
  return new Headers({ [addressHeader]: address, 'user-agent': userAgent });
}

async function findSession(
  auth: BetterAuth,
  headers: Headers,
): Promise<(SessionHolder & { readonly isHeld: boolean }) | null> {
  const found = await auth.api.getSession({ headers });
  if (!found) return null;
  const { session, user } = found;
  const isHeld = session.awaitsSecond === true;
  const last = session.createdAt.getTime() + (isHeld ? holdSeconds : longestSessionDays * day) * 1000;
  const until = Math.min(last, session.expiresAt.getTime());
  if (Date.now() < last)
    return { sessionId: session.id, accountId: user.id, until, isHeld, isStrong: session.isStrong === true };
  await (await auth.$context).internalAdapter.deleteSession(session.token);
  return null;
}

/**
 * The server alone decides when a session has lapsed (a week unused) and prolongs it by itself; the cookie only has to
 * outlive it, so that no answer needs to set it again.
 */
function keepLonger(cookies: readonly string[]): readonly string[] {
  return cookies.map((cookie) =>
    cookie.replace(`Max-Age=${sessionDays * day};`, `Max-Age=${longestSessionDays * day};`),
  );
}

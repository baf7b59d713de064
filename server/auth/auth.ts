import { Pool, type PoolConfig } from 'pg';
import { addressHeader, type BetterAuthSettings, configureBetterAuth } from './better-auth.ts';

/** Who holds a session. `cookies` are `Set-Cookie` values to send when the session was just prolonged. */
export interface SessionHolder {
  readonly accountId: string;
  readonly cookies: readonly string[];
}

/** Signing in and sessions; hides better-auth from everything else. */
export interface Auth {
  /** Answers a request below `/api/auth`. */
  handle(request: Request): Promise<Response>;
  /** The holder of the session named by these headers' cookie, prolonging the session when it is a day old. */
  findSession(headers: Headers): Promise<SessionHolder | null>;
  /** Starts a session; answers its `Set-Cookie` values. Throws when the password is wrong. */
  signIn(email: string, password: string, client: Client): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Client {
  readonly address: string;
  readonly userAgent?: string;
}

export interface AuthSettings extends BetterAuthSettings {
  /** The login role's; better-auth keeps a few connections of its own. */
  readonly connection: PoolConfig;
}

export function createAuth(settings: AuthSettings): Auth {
  const pool = new Pool({ ...settings.connection, max: 4, options: withSearchPath(settings.connection.options) });
  pool.on('error', (error) => settings.log.warn({ error: error.message }, 'A connection of sign-in was lost'));
  const auth = configureBetterAuth(pool, settings);
  return {
    handle: (request) => auth.handler(request),
    async findSession(headers) {
      const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
      return response && { accountId: response.user.id, cookies: answer.getSetCookie() };
    },
    async signIn(email, password, client) {
      const headers = new Headers({ [addressHeader]: client.address, 'user-agent': client.userAgent ?? '' });
      const answer = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
      return answer.headers.getSetCookie();
    },
    close: () => pool.end(),
  };
}

/** The control schema, for better-auth writes its tables' names without one. */
function withSearchPath(options = ''): string {
  return `${options} -c search_path=rapport`.trim();
}

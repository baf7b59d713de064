import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Pool } from 'pg';
import type { Log } from '../config/log.ts';
import { secretsIn } from '../config/secret.ts';
import { beginSession } from './begin-session.ts';
import { cookieNameAt, isSecure } from './cookie-name.ts';
import { passwordLength } from './password.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

export interface BetterAuthSettings {
  /** As `secretOf` gives it: the first signs cookies. */
  readonly secret: string;
  /** Where browsers reach this installation, e.g. `https://crm.example.org`; decides whether cookies are `Secure`. */
  readonly publicUrl: string;
  /** Whether this account may have a session at all: it is active, and so is a member behind it. */
  readonly mayStartSession: (accountId: string, byProvider: boolean) => Promise<'yes' | 'no' | 'byProviderOnly'>;
  /** Told of each session that began. */
  readonly onSession?: (session: BegunSession) => Promise<void>;
  readonly log: Log;
}

export interface BegunSession {
  readonly accountId: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export const sessionDays = 7;
const day = 24 * 60 * 60;

/** The header in which the client's address is handed to better-auth; taken from no one else. */
export const addressHeader = 'x-rapport-client';

/** What better-auth is made to say where an account comes in by its provider and not otherwise. */
export const providerRequired = 'PROVIDER_REQUIRED';

export type BetterAuth = ReturnType<typeof configureBetterAuth>;

/** better-auth the way Rapport uses it: e-mail and password, accounts made by us, sessions in the database. */
export function configureBetterAuth(pool: Pool, settings: BetterAuthSettings) {
  return betterAuth({
    appName: 'Rapport',
    secret: secretsIn(settings.secret)[0],
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    database: pool,
    trustedOrigins: (request) => (request ? sameOrigins(request) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    plugins: [beginSession],
    ...tables,
    session: {
      ...tables.session,
      expiresIn: sessionDays * day,
      updateAge: day,
      additionalFields: {
        awaitsSecond: { type: 'boolean', fieldName: 'awaits_second', required: false, input: false },
        byProvider: { type: 'boolean', fieldName: 'by_provider', required: false, input: false },
        isStrong: { type: 'boolean', fieldName: 'is_strong', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId, byProvider }) => {
            const may = await settings.mayStartSession(userId, byProvider === true);
            if (may === 'byProviderOnly') throw new APIError('FORBIDDEN', { message: providerRequired });
            return may === 'yes' ? undefined : false;
          },
          after: async ({ userId, ipAddress = null, userAgent = null }) =>
            settings.onSession?.({ accountId: userId, address: ipAddress, userAgent }),
        },
      },
    },
    // Throttling is ours (throttle.ts): per account and address, shared by every process.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What fails is thrown and told of where it is answered; this is only its own voice.
    logger: { level: 'error', log: (_level, message) => settings.log.warn(message) },
    advanced: {
      ...cookiesAt(settings.publicUrl),
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
}

/** Named so that browsers take them from this very host alone, and send them nowhere else; the library knows but a weaker name. */
function cookiesAt(publicUrl: string) {
  const names = ['session_token', 'session_data', 'account_data', 'dont_remember'];
  return {
    useSecureCookies: false,
    defaultCookieAttributes: { secure: isSecure(publicUrl) },
    cookies: Object.fromEntries(names.map((name) => [name, { name: cookieNameAt(publicUrl, `rapport.${name}`) }])),
  };
}

/** A page served from the very host that answers is ours, under whichever of its names the browser reached it. */
function sameOrigins(request: Request): string[] {
  const host = request.headers.get('host');
  return host ? [`http://${host}`, `https://${host}`] : [];
}

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** better-auth's models under our names; the tables are made by auth-schema.ts. */
const tables = {
  user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...stamps } },
  session: {
    modelName: 'auth_session',
    fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...stamps },
  },
  account: {
    modelName: 'auth_credential',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...stamps } },
} as const;

import { AppError, invalidField } from '../../shared/errors.ts';
import type { Sealer } from '../config/sealer.ts';
import type { Database } from '../db/database.ts';
import type { Registry } from '../metadata/registry.ts';
import type { OutgoingClient } from '../outgoing/outgoing-client.ts';
import type { Auth } from './auth.ts';
import type { FailedSignIn } from './note-sign-in.ts';
import type { TellOfAccount } from './tell-of-account.ts';

export interface AuthHandlerParts {
  readonly auth: Auth;
  readonly database: Database;
  readonly registry: Registry;
  /** Opens the keys of authenticator apps, and the secrets of providers. */
  readonly sealer: Sealer;
  /** Seals what a browser keeps while it is at a provider. */
  readonly attempts: Sealer;
  /** Told of each attempt that was wrong. */
  readonly onFailure: (failed: FailedSignIn) => void;
  /** Has a change of how somebody signs in told. */
  readonly tell: TellOfAccount;
  /** How providers are asked. */
  readonly outgoing: OutgoingClient;
  /** Where browsers reach this installation. */
  readonly publicUrl: string;
}

/** What is asked below `/api/auth`. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Parsed JSON; null for none. */
  readonly body: unknown;
  readonly address: string;
}

export interface Answer {
  readonly body: unknown;
  readonly cookies: readonly string[];
  /** Where the browser is sent on to, in the place of a body. */
  readonly location?: string;
}

export type Operation = (parts: AuthHandlerParts, asked: Asked) => Promise<Answer>;

/** Throws 422 naming an input that is missing or no text. */
export function textOf(body: unknown, name: string): string {
  const value = body && typeof body === 'object' ? (body as Record<string, unknown>)[name] : undefined;
  if (typeof value !== 'string' || value === '') throw invalidField(name, 'required');
  return value;
}

/** What is answered to who is not let in. */
const refusals: ReadonlySet<number> = new Set([401, 403, 409, 422]);

/** Has a wrong attempt written down, and throws it on. */
export async function toldOf<T>(
  { onFailure }: AuthHandlerParts,
  { address, headers }: Asked,
  who: FailedSignIn['who'],
  attempt: () => Promise<T>,
  by?: FailedSignIn['by'],
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const isWrong = error instanceof AppError && refusals.has(error.status);
    if (isWrong) onFailure({ who, address, userAgent: headers.get('user-agent'), ...(by ? { by } : {}) });
    throw error;
  }
}

import { AppError, invalidField } from '../../shared/errors.ts';
import type { Database } from '../db/database.ts';
import type { Auth } from './auth.ts';
import { addressHeader } from './better-auth.ts';
import { checkPassword } from './password.ts';
import { throttled } from './throttle.ts';

export interface AuthRequest {
  readonly method: string;
  /** Path and query, e.g. `/api/auth/sign-in/email`. */
  readonly url: string;
  readonly headers: Headers;
  /** Parsed JSON. */
  readonly body: unknown;
  /** The client's address as the server trusts it. */
  readonly address: string;
}

export interface AuthAnswer {
  readonly status: number;
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[];
  /** To be sent as JSON. */
  readonly body: unknown;
}

/** Answers a request below `/api/auth`. Throws `AppError`s, 404 for a path that is not offered. */
export type AuthHandler = (request: AuthRequest) => Promise<AuthAnswer>;

export interface AuthHandlerParts {
  readonly auth: Auth;
  readonly database: Database;
  readonly publicUrl: string;
}

type Operation = (parts: AuthHandlerParts, request: AuthRequest) => Promise<AuthAnswer>;

/** Of better-auth's many paths only these are offered; session tokens never leave in a body. */
const operations: Readonly<Record<string, Operation>> = {
  'POST /api/auth/sign-in/email': signIn,
  'POST /api/auth/sign-out': (parts, request) => forward(parts, request, {}),
  'POST /api/auth/change-password': changePassword,
  'GET /api/auth/get-session': async (parts, request) => show(await forward(parts, request), sessionOf),
  'GET /api/auth/list-sessions': listSessions,
  'POST /api/auth/revoke-session': revokeSession,
  'POST /api/auth/revoke-sessions': (parts, request) => forward(parts, request, {}),
  'POST /api/auth/revoke-other-sessions': (parts, request) => forward(parts, request, {}),
};

export function createAuthHandler(parts: AuthHandlerParts): AuthHandler {
  return async (request) => {
    const path = new URL(request.url, parts.publicUrl).pathname;
    const operation = operations[`${request.method} ${path}`];
    if (!operation) throw new AppError(404, 'routeNotFound');
    return operation(parts, request);
  };
}

async function signIn(parts: AuthHandlerParts, request: AuthRequest): Promise<AuthAnswer> {
  const email = textOf(request.body, 'email').trim().toLowerCase();
  const password = textOf(request.body, 'password');
  const answer = await throttled(parts.database.control, { account: email, address: request.address }, () =>
    refusedAs(new AppError(401, 'invalidEmailOrPassword'), () => forward(parts, request, { email, password })),
  );
  return { ...answer, body: {} };
}

async function changePassword(parts: AuthHandlerParts, request: AuthRequest): Promise<AuthAnswer> {
  const holder = await parts.auth.findSession(request.headers);
  if (!holder) throw new AppError(401, 'notSignedIn');
  const currentPassword = textOf(request.body, 'currentPassword');
  const newPassword = textOf(request.body, 'newPassword');
  checkPassword(newPassword, 'newPassword');
  const who = { account: holder.accountId, address: request.address };
  const answer = await throttled(parts.database.control, who, () =>
    refusedAs(new AppError(422, 'invalidPassword', {}, [{ path: 'currentPassword', code: 'invalidPassword' }]), () =>
      forward(parts, request, { currentPassword, newPassword, revokeOtherSessions: true }),
    ),
  );
  return { ...answer, body: {} };
}

async function listSessions(parts: AuthHandlerParts, request: AuthRequest): Promise<AuthAnswer> {
  return show(await forward(parts, request), (sessions) => ({
    items: (sessions as BetterAuthSession[]).map(describe),
  }));
}

async function revokeSession(parts: AuthHandlerParts, request: AuthRequest): Promise<AuthAnswer> {
  const id = textOf(request.body, 'id');
  const list = await forward(parts, { ...request, method: 'GET', url: '/api/auth/list-sessions' });
  const session = (list.body as BetterAuthSession[]).find((one) => one.id === id);
  if (!session) throw new AppError(404, 'notFound', { noun: 'session', id });
  return { ...(await forward(parts, request, { token: session.token })), body: {} };
}

interface BetterAuthSession {
  readonly id: string;
  readonly token: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly ipAddress?: string | null;
  readonly userAgent?: string | null;
}

function describe({ token: _, ...session }: BetterAuthSession) {
  const { id, createdAt, updatedAt, expiresAt, ipAddress = null, userAgent = null } = session;
  return { id, createdAt, updatedAt, expiresAt, ipAddress, userAgent };
}

function sessionOf(answer: unknown): unknown {
  return answer && { session: describe((answer as { session: BetterAuthSession }).session) };
}

function show(answer: AuthAnswer, view: (body: unknown) => unknown): AuthAnswer {
  return { ...answer, body: view(answer.body) };
}

/** Has better-auth answer; its refusals become errors of ours. */
async function forward(parts: AuthHandlerParts, request: AuthRequest, body?: object): Promise<AuthAnswer> {
  const headers = new Headers(request.headers);
  headers.set(addressHeader, request.address);
  headers.delete('content-length');
  if (body) headers.set('content-type', 'application/json');
  const url = new URL(request.url, parts.publicUrl);
  const answer = await parts.auth.handle(
    new Request(url, { method: request.method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
  );
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text);
  return { status: 200, cookies: answer.headers.getSetCookie(), body: text ? JSON.parse(text) : null };
}

function refusal(status: number, text: string): Error {
  if (status === 401) return new AppError(401, 'notSignedIn');
  if (status === 403) return new AppError(403, 'crossOrigin');
  return status < 500
    ? new AppError(400, 'badRequest')
    : new Error(`Sign-in failed with ${status}: ${text.slice(0, 200)}`);
}

/** One answer whatever was wrong with what was given, so that nothing can be told from it. */
async function refusedAs<T>(error: AppError, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    const wrong = cause instanceof AppError && (cause.status === 400 || cause.status === 401);
    throw wrong ? error : cause;
  }
}

function textOf(body: unknown, name: string): string {
  const value = body && typeof body === 'object' ? (body as Record<string, unknown>)[name] : undefined;
  if (typeof value !== 'string' || value === '') throw invalidField(name, 'required');
  return value;
}

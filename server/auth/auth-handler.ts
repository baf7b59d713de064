import { AppError } from '../../shared/errors.ts';
import type { Queryable } from '../db/database.ts';
import {
  findAccountByEmail,
  findActiveAccount,
  findPasswordHash,
  isPasswordStill,
  listKnownNames,
} from './account.repository.ts';
import { type Answer, type Asked, type AuthHandlerParts, type Operation, textOf, toldOf } from './auth-operation.ts';
import { addressHeader, providerRequired } from './better-auth.ts';
import { askForSignIn, signInByPasskey } from './passkey-sign-in.ts';
import { assertNotTelling, checkPassword } from './password.ts';
import { assertWhole } from './proof.ts';
import { linkConfirmed, pendingFor } from './provider-link.ts';
import { callbackPath, returnFromProvider, showProviders, startByProvider } from './provider-sign-in.ts';
import { isSessionHeld, releaseSession } from './second-factor.repository.ts';
import { askForSecondPasskey, showSecondStep, takeSecondStep } from './second-step.ts';
import { deleteSession } from './session.repository.ts';
import { throttled } from './throttle.ts';

/** Answers a request below `/api/auth`; `address` is the client's true one. Throws AppErrors. */
export type AuthHandler = (request: Request, address: string) => Promise<Response>;

/** Of better-auth's many paths only these are offered; session tokens never leave in a body. */
const operations: Readonly<Record<string, Operation>> = {
  'POST /api/auth/sign-in/email': signIn,
  'GET /api/auth/second-factor': showSecondStep,
  'POST /api/auth/second-factor': takeSecondStep,
  'POST /api/auth/second-factor/passkey': askForSecondPasskey,
  'POST /api/auth/passkey': signInByPasskey,
  'POST /api/auth/passkey/options': askForSignIn,
  'GET /api/auth/provider': showProviders,
  'POST /api/auth/provider': startByProvider,
  [`GET ${callbackPath}`]: returnFromProvider,
  'POST /api/auth/sign-out': signOut,
  'POST /api/auth/change-password': changePassword,
  'GET /api/auth/get-session': getSession,
};

export function createAuthHandler(parts: AuthHandlerParts): AuthHandler {
  return async (request, address) => {
    const { url, method, headers } = request;
    const { pathname } = new URL(url);
    const place = pathname.startsWith(callbackPath) ? callbackPath : pathname;
    const operation = operations[`${method} ${place}`];
    if (!operation) throw new AppError(404, 'routeNotFound');
    const answer = await operation(parts, { url, method, headers, body: await readJson(request), address });
    const plain = { 'cache-control': 'no-store' };
    const response = answer.location
      ? new Response(null, { status: 303, headers: { ...plain, location: answer.location } })
      : Response.json(answer.body, { headers: plain });
    for (const cookie of answer.cookies) response.headers.append('set-cookie', cookie);
    return response;
  };
}

async function signIn(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const email = textOf(asked.body, 'email').trim().toLowerCase();
  const password = textOf(asked.body, 'password');
  const { control } = parts.database;
  const wrong = new AppError(401, 'invalidEmailOrPassword');
  const { cookies, token } = await throttled(control, { account: email, address: asked.address }, () =>
    toldOf(parts, asked, { email }, () => refusedAs(wrong, () => enterByPassword(parts, asked, { email, password }))),
  );
  const isHeld = await isSessionHeld(control, token);
  if (isHeld) return { cookies, body: { secondFactor: true } };
  const account = await findAccountByEmail(control, email);
  const linked = account ? await linkConfirmed(parts, asked, account.id) : [];
  return { cookies: [...cookies, ...linked], body: {} };
}

/** What a password opens ends with it, also what it was just opening while somebody changed it. Throws 401. */
async function assertStill(control: Queryable, { before, token }: { before: Before; token: string }): Promise<void> {
  if (before && (await isPasswordStill(control, before.accountId, before.hash))) return;
  await deleteSession(control, token);
  throw new AppError(401, 'invalidEmailOrPassword');
}

type Before = { readonly accountId: string; readonly hash: string } | null;

async function hashBefore(control: Queryable, email: string): Promise<Before> {
  const account = await findAccountByEmail(control, email);
  const hash = account && (await findPasswordHash(control, account.id));
  return hash ? { accountId: account.id, hash } : null;
}

/** Who is to come by the provider comes by it when they confirm by their password that they are who it says. */
async function enterByPassword(parts: AuthHandlerParts, asked: Asked, given: { email: string; password: string }) {
  const { control } = parts.database;
  const before = await hashBefore(control, given.email);
  try {
    const { cookies, body } = await forward(parts, asked, given);
    const { token } = body as { token: string };
    await assertStill(control, { before, token });
    return { cookies, token };
  } catch (error) {
    // Told after the password was right.
    if (!(error instanceof AppError) || error.code !== 'providerRequired') throw error;
    const account = await findAccountByEmail(parts.database.control, given.email);
    if (!account || !pendingFor(parts, asked, account.id)) throw error;
    const client = { address: asked.address, userAgent: asked.headers.get('user-agent') ?? '' };
    const begun = await parts.auth.begin(account.id, client, { byProvider: true, isStrong: false });
    if (!begun) throw error;
    return begun;
  }
}

/** Ends every session of the account and starts a new one for whoever knew the password. */
async function changePassword(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const holder = await parts.auth.findSession(asked.headers);
  if (!holder) throw new AppError(401, 'notSignedIn');
  const currentPassword = textOf(asked.body, 'currentPassword');
  const newPassword = textOf(asked.body, 'newPassword');
  await checkPassword(newPassword, 'newPassword');
  await assertUntold(parts, holder.accountId, newPassword);
  const { accountId, sessionId } = holder;
  await assertWhole(parts.database.control, { actor: { accountId }, sessionId });
  const wrong = new AppError(422, 'invalidPassword', {}, [{ path: 'currentPassword', code: 'invalidPassword' }]);
  const who = { account: holder.accountId, address: asked.address };
  const change = { currentPassword, newPassword, revokeOtherSessions: true };
  const { cookies, body } = await throttled(parts.database.control, who, () =>
    refusedAs(wrong, () => forward(parts, asked, change)),
  );
  // The second step was done for the session that this one follows.
  await releaseSession(parts.database.control, body as { token: string });
  const client = { address: asked.address, userAgent: asked.headers.get('user-agent') };
  await parts.tell({ account: holder.accountId, kind: 'passwordChanged', ...client });
  return { cookies, body: {} };
}

async function assertUntold({ database: { control } }: AuthHandlerParts, accountId: string, password: string) {
  const account = await findActiveAccount(control, accountId);
  if (!account) throw new AppError(401, 'notSignedIn');
  assertNotTelling(password, { email: account.email, names: await listKnownNames(control, account.id) }, 'newPassword');
}

async function signOut(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { cookies } = await forward(parts, asked, {});
  return { cookies, body: {} };
}

async function getSession(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  // Ends a session that has had its thirty days; one that waits for the second step is none yet.
  if (!(await parts.auth.findSession(asked.headers))) return { cookies: [], body: null };
  const { cookies, body } = await forward(parts, asked);
  return { cookies, body: body && { session: describe((body as { session: StoredSession }).session) } };
}

interface StoredSession {
  readonly id: string;
  readonly token: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly ipAddress?: string | null;
  readonly userAgent?: string | null;
}

function describe(session: StoredSession): Omit<StoredSession, 'token'> {
  const { id, createdAt, updatedAt, expiresAt, ipAddress = null, userAgent = null } = session;
  return { id, createdAt, updatedAt, expiresAt, ipAddress, userAgent };
}

/** Has better-auth answer; its refusals become errors of ours. */
async function forward(parts: AuthHandlerParts, asked: Asked, body?: object): Promise<Answer> {
  const headers = new Headers(asked.headers);
  headers.set(addressHeader, asked.address);
  headers.delete('content-length');
  if (body) headers.set('content-type', 'application/json');
  const sent = body ? { body: JSON.stringify(body) } : {};
  const answer = await parts.auth.handle(new Request(asked.url, { method: asked.method, headers, ...sent }));
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text);
  return { cookies: answer.headers.getSetCookie(), body: text ? JSON.parse(text) : null };
}

function refusal(status: number, text: string): Error {
  if (text.includes(providerRequired)) return new AppError(403, 'providerRequired');
  if (status === 401) return new AppError(401, 'notSignedIn');
  if (status === 403) return new AppError(403, 'crossOrigin');
  return status < 500 ? new AppError(400, 'badRequest') : new Error(`better-auth answered ${status}`);
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

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError(400, 'malformedJson');
  }
}

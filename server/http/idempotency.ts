import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { type Apart, type Context, inTransaction } from '../context.ts';
import type { Answer } from './answer.ts';
import { claimKey, findAnswer, type OnceKey, storeAnswer } from './idempotency.repository.ts';

export interface IdempotencySettings {
  /** How long a request waits for its twin under way before it is told to come back; milliseconds. */
  readonly waitMs: number;
}

/** What makes two requests with one key the same request. */
export interface RequestIdentity {
  readonly route: string;
  readonly url: string;
  readonly ifMatch: string | undefined;
  readonly body: unknown;
}

/**
 * Runs a write at most once for its key: key, effects and answer commit together, so a repetition gets the first answer
 * and a failed attempt leaves the key free. Throws 400 `badIdempotencyKey`, 409 `idempotencyInProgress` while the twin is
 * under way, 422 `idempotencyKeyReused` for another request under the same key.
 */
export function answerOnce(
  ctx: Context,
  key: string,
  request: RequestIdentity,
  settings: IdempotencySettings,
  work: (ctx: Context) => Promise<Answer>,
): Promise<Answer> {
  return inTransaction(ctx, async (transaction) => {
    const once = onceKey(ctx, key, request);
    if (!(await claim(transaction.db, once, settings))) return repeat(transaction.db, once);
    const answer = await work(transaction);
    if (answer.body !== null && typeof answer.body !== 'string')
      throw new Error(`${request.route} answers a stream, which can not be repeated by Idempotency-Key`);
    await storeAnswer(transaction.db, once, { ...answer, body: answer.body });
    return answer;
  });
}

/**
 * For a request whose parts are committed one by one: each happens at most once, so a repetition goes on where the first attempt ended, and
 * answers of what was done then what was answered then. A part that failed is tried again. Throws as `answerOnce`.
 */
export async function partsOnce(
  ctx: Context,
  key: string,
  request: RequestIdentity,
  settings: IdempotencySettings,
): Promise<NonNullable<Apart['once']>> {
  const whole = onceKey(ctx, key, request);
  const doneOnce = (name: string, work: (ctx: Context) => Promise<string>) =>
    inTransaction(ctx, async (transaction) => {
      // No key of a request has a blank in it.
      const once = { ...whole, key: `${key} ${name}` };
      if (!(await claim(transaction.db, once, settings))) return (await repeat(transaction.db, once)).body as string;
      const body = await work(transaction);
      await storeAnswer(transaction.db, once, { status: 200, headers: {}, body });
      return body;
    });
  // Another request under the same key is refused before any part of it is done.
  await doneOnce('apart', async () => '');
  return (part, work) => doneOnce(String(part), work);
}

function onceKey(ctx: Context, key: string, request: RequestIdentity): OnceKey {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError(400, 'badIdempotencyKey');
  return { member: actorKey(ctx), route: request.route, key, requestHash: hash(request, ctx.keyId) };
}

async function claim(
  db: Parameters<typeof claimKey>[0],
  once: OnceKey,
  settings: IdempotencySettings,
): Promise<boolean> {
  try {
    return await claimKey(db, once, settings.waitMs);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === lockTimeout) throw inProgress();
    throw error;
  }
}

/** PostgreSQL's `lock_not_available`. */
const lockTimeout = '55P03';

async function repeat(db: Parameters<typeof findAnswer>[0], once: OnceKey): Promise<Answer> {
  const stored = await findAnswer(db, once);
  if (!stored) throw inProgress();
  if (stored.requestHash !== once.requestHash) throw new AppError(422, 'idempotencyKeyReused');
  return { status: stored.status, headers: { ...stored.headers, 'idempotency-replayed': 'true' }, body: stored.body };
}

function inProgress(): AppError {
  return new AppError(409, 'idempotencyInProgress');
}

function actorKey(ctx: Context): string {
  return ctx.client?.account ?? ctx.actor.memberId ?? ctx.actor.accountId ?? 'system';
}

/** What one key of a person's was answered, or they at a browser, may be more than another key of theirs may see. */
function hash({ url, ifMatch, body }: RequestIdentity, keyId: string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([url, ifMatch ?? null, body ?? null, keyId ?? null]))
    .digest('base64url');
}

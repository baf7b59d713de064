import { randomBytes } from 'node:crypto';
import { hashOfLink, linkGone, newLinkToken } from '../../../server/auth/link-token.ts';
import { assertNotTelling, checkPassword } from '../../../server/auth/password.ts';
import { hashPassword, verifyPassword } from '../../../server/auth/password-hash.ts';
import { spendResets, throttled } from '../../../server/auth/throttle.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import { findByEmail, findLink, takeLink, writePassword } from './account.repository.ts';
import { passwordJob, tellOfPassword } from './password.job.ts';
import { beginSession, endSession } from './session.repository.ts';

/**
 * Begins a session for whoever knows the password; answers its token. An address nobody has takes as long, and is refused and counted alike.
 * @throws {AppError} 401 `invalidEmailOrPassword`, 429 `tooManyRequests`.
 */
export function signIn(
  ctx: Context,
  { email, password }: { readonly email: string; readonly password: string },
  address: string,
): Promise<string> {
  return throttled(counting(ctx), { account: accountKey(ctx, email), address }, async () => {
    const account = await findByEmail(ctx.db, email);
    const isRight = await verifyPassword({ hash: account?.password ?? (await nobodysHash()), password });
    if (!account?.password || !isRight) throw new AppError(401, 'invalidEmailOrPassword');
    return inTransaction(ctx, (tx) => begin(tx, account.id));
  });
}

/**
 * Gives whoever holds a link a password, and ends what was begun with the one before. Throws 404 `linkGone`, 422 for a password nobody may have.
 */
export async function enterByLink(
  ctx: Context,
  { token, password, language }: { readonly token: string; readonly password: string; readonly language?: Language },
): Promise<string> {
  const link = hashOfLink(token);
  const account = await findLink(ctx.db, link);
  if (!account) throw linkGone();
  await checkPassword(password);
  const { name } = await getRecord(ctx, person, account.person);
  const names = [personNameText(name as PersonName, 'en'), ctx.workspace.name];
  assertNotTelling(password, { email: account.email, names });
  const hash = await hashPassword(password);
  return inTransaction(ctx, async (tx) => {
    if (!(await takeLink(tx.db, link))) throw linkGone();
    await writePassword(tx.db, { account: account.id, hash, language: language ?? null });
    if (account.password !== null) await tellOfPassword(tx, account);
    return begin(tx, account.id);
  });
}

/** Has the link sent: what is done here is the same for every address. Throws 429. */
export async function askForPassword(ctx: Context, email: string, address: string): Promise<void> {
  await spendResets(counting(ctx), { account: accountKey(ctx, email), address });
  await inTransaction(ctx, (tx) => enqueueJob(tx, passwordJob, { email }, { key: email }));
}

export async function signOut(ctx: Context, session: Buffer | null): Promise<void> {
  if (session) await endSession(ctx.db, session);
}

async function begin(tx: TransactionContext, account: string): Promise<string> {
  const { token, hash } = newLinkToken();
  await beginSession(tx.db, account, hash);
  return token;
}

/** A member with the same address is counted by themselves. */
const accountKey = ({ workspace }: Context, email: string) => `portal ${workspace.id} ${email}`;

/** Each count is committed by itself: an attempt that fails stays counted. */
function counting(ctx: Context): Pick<Queryable, 'query'> {
  return { query: (statement) => inTransaction(ctx, ({ db }) => db.asControl((control) => control.query(statement))) };
}

let hashOfNobody: Promise<string> | undefined;
function nobodysHash(): Promise<string> {
  hashOfNobody ??= hashPassword(randomBytes(24).toString('base64url'));
  return hashOfNobody;
}

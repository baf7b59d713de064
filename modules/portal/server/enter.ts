import { randomBytes } from 'node:crypto';
import { hashOfLink, linkGone, newLinkToken } from '../../../server/auth/link-token.ts';
import { assertNotTelling, checkPassword } from '../../../server/auth/password.ts';
import { hashPassword, verifyPassword } from '../../../server/auth/password-hash.ts';
import { spendResets, throttled } from '../../../server/auth/throttle.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import { type AccountRow, findAccount, findByEmail, findLink, takeLink, writePassword } from './account.repository.ts';
import { clientOf } from './me.ts';
import { passwordJob, tellOfPassword } from './password.job.ts';
import { noteRefused } from './refused.job.ts';
import { beginSession, endSession } from './session.repository.ts';

/**
 * Begins a session for whoever knows the password; answers its token. An address nobody has takes as long, and is refused and counted alike.
 * @throws {AppError} 401 `invalidEmailOrPassword`, 429 `tooManyRequests`.
 */
export function signIn(
  ctx: Context,
  { email, password }: { readonly email: string; readonly password: string },
  from: From,
): Promise<string> {
  return throttled(counting(ctx), { account: accountKey(ctx, email), address: from.address }, async () => {
    const account = await findByEmail(ctx.db, email);
    const isRight = await verifyPassword({ hash: account?.password ?? (await nobodysHash()), password });
    const proved = isRight && account?.password ? { account: account.id, password: account.password } : null;
    const token = proved && (await inTransaction(ctx, (tx) => begin(tx, proved)));
    if (!token) {
      await noteRefused(ctx, { email, ...from });
      throw new AppError(401, 'invalidEmailOrPassword');
    }
    return token;
  });
}

/** Whence somebody asks. */
interface From {
  readonly address: string;
  readonly userAgent: string | null;
}

/**
 * Gives a client who is in another password, for the one they know; ends every session but the one that begins here, and answers its token.
 * @throws {AppError} 422 `invalidPassword`, and for a password nobody may have; 429 `tooManyRequests`.
 */
export async function changePassword(
  ctx: Context,
  { current, password }: { readonly current: string; readonly password: string },
  from: From,
): Promise<string> {
  const account = await findAccount(ctx.db, clientOf(ctx).account);
  if (!account?.password) throw new AppError(401, 'notSignedIn');
  const { email, password: before } = account;
  // Whoever sits down at a browser left open guesses no faster than at the door.
  await throttled(counting(ctx), { account: accountKey(ctx, email), address: from.address }, async () => {
    if (await verifyPassword({ hash: before, password: current })) return;
    await noteRefused(ctx, { email, ...from });
    throw wrongCurrent();
  });
  const hash = await hashGood(ctx, account, password);
  return inTransaction(ctx, async (tx) => {
    if (!(await writePassword(tx.db, { account: account.id, hash, language: null, before }))) throw wrongCurrent();
    await tellOfPassword(tx, account);
    return begun(await begin(tx, { account: account.id, password: hash }));
  });
}

const wrongCurrent = () => invalidField('current', 'invalidPassword');

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
  const hash = await hashGood(ctx, account, password);
  return inTransaction(ctx, async (tx) => {
    if (!(await takeLink(tx.db, link))) throw linkGone();
    await writePassword(tx.db, { account: account.id, hash, language: language ?? null });
    if (account.password !== null) await tellOfPassword(tx, account);
    return begun(await begin(tx, { account: account.id, password: hash }));
  });
}

/** The hash of a password that somebody may have. Throws 422. */
async function hashGood(ctx: Context, account: AccountRow, password: string): Promise<string> {
  await checkPassword(password);
  const { name } = await getRecord(ctx, person, account.person);
  const names = [personNameText(name as PersonName, 'en'), ctx.workspace.name];
  assertNotTelling(password, { email: account.email, names });
  return hashPassword(password);
}

/** Has the link sent: what is done here is the same for every address. Throws 429. */
export async function askForPassword(ctx: Context, email: string, address: string): Promise<void> {
  await spendResets(counting(ctx), { account: accountKey(ctx, email), address });
  await inTransaction(ctx, (tx) => enqueueJob(tx, passwordJob, { email }, { key: email }));
}

export async function signOut(ctx: Context, session: Buffer | null): Promise<void> {
  if (session) await endSession(ctx.db, session);
}

/** Null where the password is theirs no longer. */
async function begin(
  tx: TransactionContext,
  proved: { readonly account: string; readonly password: string },
): Promise<string | null> {
  const { token, hash } = newLinkToken();
  return (await beginSession(tx.db, proved, hash)) ? token : null;
}

/** Of a password that this transaction has written. */
function begun(token: string | null): string {
  if (!token) throw new Error('A session of the portal was not begun');
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

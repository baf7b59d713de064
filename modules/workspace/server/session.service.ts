import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { announceHere } from '../../../server/auth/auth-events.ts';
import { assertNowhereElse, findAccountOf } from '../../../server/auth/member-account.ts';
import { isMemberElsewhere } from '../../../server/auth/membership.repository.ts';
import { assertProved } from '../../../server/auth/proof.ts';
import {
  deleteSessionRow,
  deleteSessionsOf,
  listSessionRows,
  type SessionRow,
} from '../../../server/auth/session.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { AppError, notFound } from '../../../shared/errors.ts';

/** Where the actor is signed in. Throws 403 `signInNeeded` to programs, as all of these. */
export async function listSessions(ctx: Context): Promise<(SessionRow & { readonly current: boolean })[]> {
  const rows = await asAccount(ctx, (control, account) => listSessionRows(control, account));
  return rows.map((row) => ({ ...row, current: row.id === ctx.sessionId }));
}

/** Ends one at once, on every process, with its streams. Throws 404 for a session the actor does not have, 403 `proofNeeded`, `signInAgain`. */
export async function endSession(ctx: Context, id: string): Promise<void> {
  const ended = await asAccount(ctx, async (control, account) => {
    await assertProved(control, ctx);
    return deleteSessionRow(control, account, id);
  });
  if (!ended) throw notFound('session', id);
  announceHere(`account:${ctx.actor.accountId}`);
}

/** Ends all but the one that asks; answers how many. Throws 403 `proofNeeded`, `signInAgain`. */
export async function endOthers(ctx: Context): Promise<number> {
  const ended = await asAccount(ctx, async (control, account) => {
    await assertProved(control, ctx);
    return deleteSessionsOf(control, account, ctx.sessionId);
  });
  announceHere(`account:${ctx.actor.accountId}`);
  return ended;
}

/** Where a member is signed in; none are told of an account of other workspaces too. */
export interface MemberSessions {
  readonly items: readonly SessionRow[];
  readonly elsewhere: boolean;
}

/** Where a member is signed in. Throws 404 when there is no such member. */
export async function listSessionsOf(ctx: Context, memberId: string): Promise<MemberSessions> {
  assertAtBrowser(ctx);
  const account = await findAccountOf(ctx, memberId);
  if (!account) return { items: [], elsewhere: false };
  return asControl(ctx, async (control) => {
    const elsewhere = await isMemberElsewhere(control, account.id, ctx.workspace.id);
    return { items: elsewhere ? [] : await listSessionRows(control, account.id), elsewhere };
  });
}

/**
 * Ends all of a member's sessions; answers how many.
 * @throws {AppError} 404, 409 `notInSandbox`, `accountElsewhere`: sessions are the account's, and it works elsewhere.
 */
export async function endSessionsOf(ctx: Context, memberId: string): Promise<number> {
  assertAtBrowser(ctx);
  const account = await findAccountOf(ctx, memberId);
  if (ctx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
  if (!account) return 0;
  const ended = await asControl(ctx, async (control) => {
    await assertNowhereElse(control, account.id, ctx.workspace.id);
    return deleteSessionsOf(control, account.id);
  });
  announceHere(`account:${account.id}`);
  return ended;
}

function asAccount<T>(ctx: Context, work: (control: Queryable, account: string) => Promise<T>): Promise<T> {
  assertAtBrowser(ctx);
  const { accountId } = ctx.actor;
  if (accountId === null) throw new AppError(401, 'notSignedIn');
  return asControl(ctx, (control) => work(control, accountId));
}

function asControl<T>(ctx: Context, work: (control: Queryable) => Promise<T>): Promise<T> {
  return inTransaction(ctx, (tx) => tx.db.asControl(work));
}

import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { announceHere } from '../../../server/auth/auth-events.ts';
import { assertNowhereElse, findAccountOf } from '../../../server/auth/member-account.ts';
import { deleteSecondFactor } from '../../../server/auth/second-factor.repository.ts';
import { deleteSessionsOf } from '../../../server/auth/session.repository.ts';
import { accountJob } from '../../../server/auth/tell-of-account.ts';
import { writeSecondFactorRoles } from '../../../server/auth/workspace.repository.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { roles as standardRoles } from '../../../shared/nouns/metadata.ts';
import { member } from '../contract/member.object.ts';
import { listRoles } from './access-role.repository.ts';

/** The roles that must have a second factor: standard ones by name, the workspace's own by id. */
export function listSecondFactorRoles({ workspace }: Context): string[] {
  return [...(workspace.secondFactorRoles ?? [])];
}

/**
 * Chooses them; holds from the next request of everybody on, the actor included.
 * @throws {AppError} 403 `signInNeeded`, 409 `notInSandbox`, 422 on a role that is none.
 */
export function writeRoles(ctx: Context, wished: readonly string[]): Promise<string[]> {
  assertAtBrowser(ctx);
  return inTransaction(ctx, async (tx) => {
    if (tx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
    const roles = [...new Set(wished)];
    const known = new Set<string>([...standardRoles, ...(await listRoles(tx.db)).map(({ id }) => id)]);
    const unknown = roles.findIndex((role) => !known.has(role));
    if (unknown >= 0) throw invalidField(`roles.${unknown}`, 'wrongValue');
    await tx.db.asControl((control) => writeSecondFactorRoles(control, tx.workspace.id, roles));
    tx.db.afterCommit(() => announceHere(`workspace:${tx.workspace.id}`));
    return roles;
  });
}

/**
 * Takes a member's second factor away and ends their sessions; it stands in the member's history.
 * @throws {AppError} 404, 403 `signInNeeded`, 409 `ownSecondFactor` for the actor's own, which takes a code; `secondFactorOff` where
 * there is none; `accountElsewhere` where it guards other workspaces too; `notInSandbox`.
 */
export async function resetSecondFactorOf(ctx: Context, memberId: string): Promise<void> {
  assertAtBrowser(ctx);
  const account = await findAccountOf(ctx, memberId);
  if (ctx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
  if (memberId === ctx.actor.memberId) throw new AppError(409, 'ownSecondFactor');
  if (!account) throw new AppError(409, 'secondFactorOff');
  await inTransaction(ctx, async (tx) => {
    await tx.db.asControl((control) => assertNowhereElse(control, account.id, tx.workspace.id));
    const isOff = !(await tx.db.asControl((control) => deleteSecondFactor(control, account.id)));
    if (isOff) throw new AppError(409, 'secondFactorOff');
    await tx.db.asControl((control) => deleteSessionsOf(control, account.id));
    await appendChange(tx, { noun: member.name, recordId: memberId, kind: 'secondFactorReset', fields: {} });
    const news = { account: account.id, kind: 'factorsReset', address: ctx.entry?.address ?? '' } as const;
    await enqueueJob(tx, accountJob, { ...news, turn: 0, isWritten: false });
    tx.db.afterCommit(() => announceHere(`account:${account.id}`));
  });
}

import { createAccount } from '../../../server/auth/account.ts';
import { type Account, findMemberAccount, insertMembership } from '../../../server/auth/membership.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { member } from '../contract/member.object.ts';

type Member = RecordOf<typeof member>;

export interface AccountWish {
  readonly email: string;
  readonly password: string;
  readonly role?: Role;
}

/** The account behind a member. Throws 404 when there is no such member. */
export async function findAccountOf(ctx: Context, memberId: string): Promise<Account | null> {
  await getRecord(ctx, member, memberId);
  return inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => findMemberAccount(control, ctx.workspace.id, memberId)),
  );
}

/**
 * Gives a member an account; the member's e-mail address becomes the account's where it had none.
 * @throws {AppError} 409 `memberHasAccount`, `memberInactive`; 422 on a taken address or a bad password.
 */
export function giveAccount(ctx: Context, memberId: string, wish: AccountWish): Promise<Member> {
  return inTransaction(ctx, async (tx) => {
    const before = await getRecord(tx, member, memberId);
    if (!before.active || before.deletedAt) throw new AppError(409, 'memberInactive');
    await tx.db.asControl(async (control) => {
      if (await findMemberAccount(control, ctx.workspace.id, memberId)) throw new AppError(409, 'memberHasAccount');
      const account = await createAccount(control, { ...wish, name: before.name });
      await insertMembership(control, account.id, ctx.workspace.id, memberId);
    });
    const patch = { ...(wish.role ? { role: wish.role } : {}), ...(before.email ? {} : { email: wish.email }) };
    return updateRecord(tx, member, memberId, patch);
  });
}

/** Shuts a member out. Throws 409 `lastOwner` for the last owner who can sign in. */
export function deactivate(ctx: Context, memberId: string): Promise<Member> {
  return updateRecord(ctx, member, memberId, { active: false });
}

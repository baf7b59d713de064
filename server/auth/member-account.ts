import { AppError } from '../../shared/errors.ts';
import { type Language, languages, type Role } from '../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { type Context, inTransaction } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { listRecords } from '../records/list.ts';
import { getRecord } from '../records/read.ts';
import { updateRecord } from '../records/update.ts';
import { lockAccount } from './account.repository.ts';
import { createAccount } from './account.ts';
import {
  type Account,
  findMemberAccount,
  insertMembership,
  isMemberElsewhere,
  listMemberships,
} from './membership.repository.ts';
import { deletePasswordReset } from './password-reset.repository.ts';

export interface AccountWish {
  readonly email: string;
  readonly password: string;
  /** The member's role from now on; as it was when absent. */
  readonly role?: Role;
}

/** The account behind a member. Throws 404 when there is no such member. */
export async function findAccountOf(ctx: Context, memberId: string): Promise<Account | null> {
  await getRecord(ctx, ctx.registry.getNoun('member'), memberId);
  return inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => findMemberAccount(control, ctx.workspace.id, memberId)),
  );
}

/** A service acts by its keys alone. Throws 409 `memberIsService`. */
export function assertNoService(service: unknown): void {
  if (service === true) throw new AppError(409, 'memberIsService');
}

/**
 * Throws 409 `accountElsewhere` for an account of other workspaces too: whoever owns one has no power over what lets into another.
 * Nobody joins a further one before the transaction ends.
 */
export async function assertNowhereElse(control: Queryable, accountId: string, workspaceId: string): Promise<void> {
  await lockAccount(control, accountId);
  if (await isMemberElsewhere(control, accountId, workspaceId)) throw new AppError(409, 'accountElsewhere');
}

/** The member with this address; null where none has it. */
export async function findMemberId(ctx: Context, email: string): Promise<string | null> {
  const filter = { field: 'email', op: 'is', value: email } as const;
  const page = await listRecords(ctx, ctx.registry.getNoun('member'), { filter, limit: 1 });
  const { items } = JSON.parse(page) as { items: readonly { id: string }[] };
  return items[0]?.id ?? null;
}

/** The language a member reads; the workspace's where they chose none. */
export function languageOf(member: AnyRecord, otherwise: Language): Language {
  return languages.find((language) => language === member.language) ?? otherwise;
}

/**
 * Gives a member an account; its e-mail address becomes the member's where they had none.
 * @throws {AppError} 409 `memberHasAccount`, `memberInactive`, `memberIsService`, `notInSandbox` (accounts are the installation's, and would stay); 422 on a taken address or a bad password.
 */
export function giveAccount(ctx: Context, memberId: string, wish: AccountWish): Promise<AnyRecord> {
  return inTransaction(ctx, async (tx) => {
    if (ctx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
    const member = ctx.registry.getNoun('member');
    const before: AnyRecord = await getRecord(tx, member, memberId);
    if (!before.active || before.deletedAt) throw new AppError(409, 'memberInactive');
    assertNoService(before.service);
    await tx.db.asControl(async (control) => {
      if (await findMemberAccount(control, ctx.workspace.id, memberId)) throw new AppError(409, 'memberHasAccount');
      const account = await createAccount(control, {
        ...{ ...wish, name: String(before.name), companies: [ctx.workspace.name] },
      });
      await insertMembership(control, account.id, ctx.workspace.id, memberId);
    });
    const patch = { ...(wish.role ? { role: wish.role } : {}), ...(before.email ? {} : { email: wish.email }) };
    return updateRecord(tx, member, memberId, patch);
  });
}

/**
 * Lets an account that there is already in as a member. Throws 409 `memberHasAccount`, also where the account is another member here,
 * `memberInactive` and `memberIsService`.
 */
export function joinAccount(ctx: Context, memberId: string, accountId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const before: AnyRecord = await getRecord(tx, ctx.registry.getNoun('member'), memberId);
    if (!before.active || before.deletedAt) throw new AppError(409, 'memberInactive');
    assertNoService(before.service);
    await tx.db.asControl(async (control) => {
      const [here] = await listMemberships(control, accountId, ctx.workspace.id);
      const taken = here ?? (await findMemberAccount(control, ctx.workspace.id, memberId));
      if (taken) throw new AppError(409, 'memberHasAccount');
      await lockAccount(control, accountId);
      // It may have come by the mail server of the one workspace there was.
      await deletePasswordReset(control, accountId);
      await insertMembership(control, accountId, ctx.workspace.id, memberId);
    });
  });
}

import { endAccess } from '../../../server/auth/account.ts';
import { deleteInvitationOf, deleteInvitationsBy } from '../../../server/auth/invitation.repository.ts';
import { findMemberAccount, listMembersWithAccount } from '../../../server/auth/membership.repository.ts';
import type { TransactionContext } from '../../../server/context.ts';
import { dropLettersTo } from '../../../server/mail/letter.repository.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { member } from '../contract/member.object.ts';
import { listRoles } from './access-role.repository.ts';
import { assertMayJoin, assertOwner } from './assert-owner.ts';
import { announceStandings, countOwners } from './member.repository.ts';

type Member = RecordOf<typeof member>;

export const memberRules = defineRules({
  noun: member,
  async beforeCreate(ctx, values) {
    if (strong(values.role) || values.active === false || values.accessRole) assertOwner(ctx);
    await assertMayJoin(ctx, values.team);
    return withBase(ctx, values, values);
  },
  async beforeUpdate(ctx, before, patch) {
    if ('role' in patch || 'active' in patch || 'accessRole' in patch || before.service) assertOwner(ctx);
    await assertMayJoin(ctx, patch.team);
    if (before.service && (patch.email || patch.role === 'owner')) throw new AppError(409, 'memberIsService');
    const changed = await withBase(ctx, { ...before, accessRole: before.accessRole?.id, ...patch }, patch);
    if (isOwner(before) && !isOwner({ ...before, ...changed })) await assertOwnerRemains(ctx, before.id);
    return changed;
  },
  async beforeDelete(ctx, before) {
    if (before.service) assertOwner(ctx);
    if (isOwner(before)) await assertOwnerRemains(ctx, before.id);
    // Who is taken back out of the bin must not be able to sign in by that alone: an owner has to let them in again.
    if (before.active && (await hasAccount(ctx, before.id)))
      await updateRecord(ctx, member, before.id, { active: false });
  },
  async afterWrite(ctx, before, after) {
    if (before && !after?.active) await shutOut(ctx, before.id);
    if (before && outgrowsInvitation(before, after)) await takeInvitationBack(ctx, before.id);
    if (!before || changesStanding(before, after)) await announceStandings(ctx);
  },
});

/** A role of the workspace's own brings the standard role it is based on; another standard role ends it. */
async function withBase(ctx: TransactionContext, member: Values, given: Values): Promise<Values> {
  if (!member.accessRole) return given;
  const own = (await listRoles(ctx.db)).find(({ id }) => id === member.accessRole);
  if (!own || own.base === member.role) return given;
  return given.accessRole ? { ...given, role: own.base } : { ...given, accessRole: null };
}

function strong(role: unknown): boolean {
  return role === 'owner' || role === 'manager';
}

function isOwner(record: Values | Member): boolean {
  return record.role === 'owner' && record.active === true;
}

/** An owner who can sign in must be left: nobody else could let one in again. */
async function assertOwnerRemains(ctx: TransactionContext, leaving: string): Promise<void> {
  const members = await ctx.db.asControl((control) => listMembersWithAccount(control, ctx.workspace.id));
  const others = members.filter((id) => id !== leaving);
  if (others.length === members.length) return;
  if ((await countOwners(ctx.db, others)) === 0) throw new AppError(409, 'lastOwner');
}

async function hasAccount(ctx: TransactionContext, memberId: string): Promise<boolean> {
  const account = await ctx.db.asControl((control) => findMemberAccount(control, ctx.workspace.id, memberId));
  return account !== null;
}

async function shutOut(ctx: TransactionContext, memberId: string): Promise<void> {
  // Sessions are the account's, everywhere: what is tried in a sandbox throws nobody out of their work.
  if (ctx.workspace.sandboxOf) return;
  const account = await ctx.db.asControl(async (control) => {
    await endAccess(control, ctx.workspace.id, memberId);
    // Where there is no mail server, whoever invites holds the link: a leaver would come back by it.
    await deleteInvitationsBy(control, ctx.workspace.id, memberId);
    return findMemberAccount(control, ctx.workspace.id, memberId);
  });
  // What waits for a mail server would tell them of records, and let them in, days later.
  if (account) await dropLettersTo(ctx.db, account.email);
}

/**
 * Whether the link somebody was sent is for another than they are now: it lets in with the rights of this moment, and whoever sent it
 * may hold it.
 */
function outgrowsInvitation(before: Member, after: Member | null): boolean {
  if (!after?.active || after.email !== before.email) return true;
  return after.role !== before.role && strong(after.role);
}

async function takeInvitationBack(ctx: TransactionContext, memberId: string): Promise<void> {
  await ctx.db.asControl((control) => deleteInvitationOf(control, ctx.workspace.id, memberId));
}

function changesStanding(before: Member, after: Member | null): boolean {
  if (!after || before.deletedAt) return true;
  const differs = (name: 'name' | 'role' | 'active') => before[name] !== after[name];
  const moves = (name: 'team' | 'accessRole') => before[name]?.id !== after[name]?.id;
  return differs('name') || differs('role') || differs('active') || moves('team') || moves('accessRole');
}

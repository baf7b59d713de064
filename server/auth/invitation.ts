import { AppError, notFound } from '../../shared/errors.ts';
import type { Language, Role } from '../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { invitationLetter } from '../mail/letters.ts';
import { mailerOf } from '../mail/mailer.ts';
import { postLetter } from '../mail/post-letter.ts';
import { createRecord } from '../records/create.ts';
import { getRecord } from '../records/read.ts';
import { readMany } from '../records/read-many.ts';
import { updateRecord } from '../records/update.ts';
import { normalizeEmail } from './account.ts';
import {
  deleteInvitationRow,
  findInvitationRow,
  type InvitationRow,
  listInvitationRows,
  writeInvitation,
} from './invitation.repository.ts';
import { newLinkToken } from './link-token.ts';
import { assertNoService, findMemberId, languageOf } from './member-account.ts';
import { findMemberAccount } from './membership.repository.ts';

export interface InvitationWish {
  readonly email: string;
  /** The part of the address before the @ when absent; whoever accepts says what they are called. */
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly team?: string | null | undefined;
  readonly language?: Language | undefined;
}

/** An invitation that was made: sent by mail, or with the link to be handed over where there is no mail. */
export interface MadeInvitation {
  readonly invitation: InvitationRow;
  readonly member: AnyRecord;
  readonly link: string | null;
}

const daysGood = 7;

/**
 * Invites somebody by their address, as a new member or one who has no account yet.
 * @throws {AppError} 403 `roleRequired` for what only owners give, 409 `memberInactive`, `memberHasAccount`, `outgoingSandbox`, 422.
 */
export function invite(ctx: Context, wish: InvitationWish): Promise<MadeInvitation> {
  const email = normalizeEmail(wish.email);
  return inTransaction(ctx, async (tx) => {
    // Whether the address has an account elsewhere in this installation is nothing to whoever invites.
    return inviteMember(tx, await memberOf(tx, email, wish), email);
  });
}

/** Invites once more, by a new link; the one before is good no longer. Throws as `invite`, and 404. */
export function inviteAgain(ctx: Context, id: string): Promise<MadeInvitation> {
  return inTransaction(ctx, async (tx) => {
    const row = await getInvitation(tx, id);
    return inviteMember(tx, await getRecord(tx, memberNoun(tx), row.member), row.email);
  });
}

/** Takes an invitation back: its link is good no longer. The member stays, without an account. Throws 404. */
export function revokeInvitation(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { member } = await getInvitation(tx, id);
    assertMayLetIn(tx, await getRecord(tx, memberNoun(tx), member));
    await tx.db.asControl((control) => deleteInvitationRow(control, tx.workspace.id, id));
  });
}

/** Invitations that nobody has accepted, lapsed ones too; not those of members who are gone. */
export async function listInvitations(
  ctx: Context,
): Promise<readonly { readonly invitation: InvitationRow; readonly member: AnyRecord }[]> {
  const { workspace } = ctx;
  const rows = await inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => listInvitationRows(control, workspace.id)),
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ member }) => member);
  const found: readonly AnyRecord[] = await readMany(ctx, memberNoun(ctx), 'id', ids);
  const members = new Map(found.filter(({ active }) => active).map((member) => [member.id, member]));
  return rows.flatMap((invitation) => {
    const member = members.get(invitation.member);
    return member ? [{ invitation, member }] : [];
  });
}

/** The member with this address, else a new one. */
async function memberOf(tx: TransactionContext, email: string, wish: InvitationWish): Promise<AnyRecord> {
  const noun = memberNoun(tx);
  const found = await findMemberId(tx, email);
  const given = {
    ...(wish.name ? { name: wish.name } : {}),
    ...(wish.role ? { role: wish.role } : {}),
    ...(wish.team ? { team: wish.team } : {}),
    ...(wish.language ? { language: wish.language } : {}),
  };
  if (!found) return createRecord(tx, noun, { name: email.replace(/@.*$/, ''), email, ...given });
  return updateRecord(tx, noun, found, given);
}

async function inviteMember(tx: TransactionContext, member: AnyRecord, email: string): Promise<MadeInvitation> {
  if (!member.active || member.deletedAt) throw new AppError(409, 'memberInactive');
  assertNoService(member.service);
  assertMayLetIn(tx, member);
  const { workspace, actor } = tx;
  if (workspace.sandboxOf) throw new AppError(409, 'outgoingSandbox');
  const { token, hash } = newLinkToken();
  const invitation = await tx.db.asControl(async (control) => {
    if (await findMemberAccount(control, workspace.id, member.id)) throw new AppError(409, 'memberHasAccount');
    const row = { workspace: workspace.id, member: member.id, email, hash, createdBy: actor.memberId, days: daysGood };
    return writeInvitation(control, row);
  });
  const url = `${mailerOf(tx).publicUrl}/invitation#${token}`;
  const sent = await send(tx, member, invitation, url);
  return { invitation, member, link: sent ? null : url };
}

async function send(tx: TransactionContext, member: AnyRecord, { email, expiresAt }: InvitationRow, url: string) {
  const { workspace, actor } = tx;
  const inviter = actor.memberId ? String((await getRecord(tx, memberNoun(tx), actor.memberId)).name) : workspace.name;
  const language = languageOf(member, workspace.language);
  return postLetter(tx, {
    kind: 'invitation',
    to: { name: String(member.name), address: email },
    content: invitationLetter({ language, name: String(member.name), workspace: workspace.name, inviter, url }),
    until: new Date(expiresAt),
  });
}

/** The link of an owner's or a manager's invitation lets in with their rights: only owners may hold it. */
function assertMayLetIn({ actor }: Context, { role }: AnyRecord): void {
  const isStrong = role === 'owner' || role === 'manager';
  if (isStrong && actor.role !== 'owner' && actor.role !== 'system')
    throw new AppError(403, 'roleRequired', { roles: ['owner'] });
}

async function getInvitation(tx: TransactionContext, id: string): Promise<InvitationRow> {
  const row = await tx.db.asControl((control) => findInvitationRow(control, tx.workspace.id, id));
  if (!row) throw notFound('invitation', id);
  return row;
}

const memberNoun = ({ registry }: Context) => registry.getNoun('member');

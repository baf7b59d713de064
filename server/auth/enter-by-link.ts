import { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { type Context, systemContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { readRegistry } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { getRecord } from '../records/read.ts';
import { updateRecord } from '../records/update.ts';
import { findActiveAccount } from './account.repository.ts';
import { resetPassword } from './account.ts';
import { findInvitationByHash, takeInvitation } from './invitation.repository.ts';
import { hashOfLink, linkGone } from './link-token.ts';
import { giveAccount, languageOf } from './member-account.ts';
import { checkPassword } from './password.ts';
import { takePasswordReset } from './password-reset.repository.ts';
import { listWorkspaces } from './workspace.repository.ts';

export interface EntrancePlace {
  readonly database: Database;
  readonly registry: Registry;
}

/** What a link invites to. Throws 404 `linkGone`. */
export async function readInvitation(place: EntrancePlace, token: string) {
  const invitation = await findInvitationByHash(place.database.control, hashOfLink(token));
  if (!invitation) throw linkGone();
  const ctx = await contextOf(place, invitation.workspace);
  const member = await findOpenMember(ctx, invitation.member);
  const { name, language } = ctx.workspace;
  return {
    workspace: name,
    email: invitation.email,
    name: String(member.name),
    language: languageOf(member, language),
  };
}

/**
 * Makes the account an invitation is for. Answers its address.
 * @throws {AppError} 404 `linkGone`, 422 on a bad password.
 */
export async function acceptInvitation(
  place: EntrancePlace,
  wish: {
    readonly token: string;
    readonly name: string;
    readonly password: string;
    readonly language?: Language | undefined;
  },
): Promise<string> {
  checkPassword(wish.password);
  const hash = hashOfLink(wish.token);
  const found = await findInvitationByHash(place.database.control, hash);
  if (!found) throw linkGone();
  const outside = await contextOf(place, found.workspace);
  return outside.db.transaction(async (db) => {
    const ctx = { ...outside, db };
    const invitation = await db.asControl((control) => takeInvitation(control, hash));
    if (!invitation) throw linkGone();
    const member = await findOpenMember(ctx, invitation.member);
    const { name, language } = wish;
    await updateRecord(ctx, ctx.registry.getNoun('member'), member.id, { name, ...(language ? { language } : {}) });
    await giveAccount(ctx, member.id, { email: invitation.email, password: wish.password });
    return invitation.email;
  });
}

/**
 * Gives the account that a link is for a new password and ends its sessions. Answers its address.
 * @throws {AppError} 404 `linkGone`, 422 on a bad password.
 */
export function completeReset({ database }: EntrancePlace, token: string, password: string): Promise<string> {
  checkPassword(password);
  return database.control.transaction(async (control) => {
    const id = await takePasswordReset(control, hashOfLink(token));
    const account = id && (await findActiveAccount(control, id));
    if (!account) throw linkGone();
    await resetPassword(control, account, password, { keepKeys: true });
    return account.email;
  });
}

/** Who was shut out meanwhile is not let in by an old link. */
async function findOpenMember(ctx: Context, id: string): Promise<AnyRecord> {
  const member = await getRecord(ctx, ctx.registry.getNoun('member'), id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) throw linkGone();
    throw error;
  });
  if (!member.active || member.deletedAt) throw linkGone();
  return member;
}

async function contextOf({ database, registry }: EntrancePlace, workspaceId: string): Promise<Context> {
  const workspace = (await listWorkspaces(database.control)).find(({ id }) => id === workspaceId);
  if (!workspace) throw linkGone();
  return systemContext(database, await readRegistry(registry, database.workspace(workspace)), workspace);
}

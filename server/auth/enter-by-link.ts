import type { PasskeyAssertion } from '../../shared/contract/passkey.ts';
import { AppError, invalidField } from '../../shared/errors.ts';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { Sealer } from '../config/sealer.ts';
import { type Context, systemContext } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
import { readRegistry } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { getRecord } from '../records/read.ts';
import { updateRecord } from '../records/update.ts';
import { type AccountRow, findAccountByEmail, findActiveAccount, findPasswordHash } from './account.repository.ts';
import { resetPassword } from './account.ts';
import { findInvitationByHash, findLapsedInvitation, takeInvitation } from './invitation.repository.ts';
import { hashOfLink, linkGone } from './link-token.ts';
import { giveAccount, joinAccount, languageOf } from './member-account.ts';
import { type FailedSignIn, nobody } from './note-sign-in.ts';
import { passkeyRefused } from './passkey-challenge.ts';
import { proveAlone } from './passkey-sign-in.ts';
import { assertNotTelling, checkPassword } from './password.ts';
import { verifyPassword } from './password-hash.ts';
import { findLapsedReset, takePasswordReset } from './password-reset.repository.ts';
import { hasSecondFactor } from './second-factor.repository.ts';
import { takeCode } from './second-factor.ts';
import { throttled } from './throttle.ts';
import { listWorkspaces } from './workspace.repository.ts';

export interface EntrancePlace {
  readonly database: Database;
  readonly registry: Registry;
  /** Where browsers reach this installation. */
  readonly publicUrl: string;
  /** Opens the keys of authenticator apps. */
  readonly sealer: Sealer;
  /** Told of each attempt that was wrong. */
  readonly onFailure: (failed: FailedSignIn) => void;
}

/**
 * Has the attempt with a link written down where it is refused: with whose link it is or was, or as nobody's.
 */
export async function toldOfLink<T>(
  { database: { control }, onFailure }: EntrancePlace,
  token: string,
  client: Pick<FailedSignIn, 'address' | 'userAgent'>,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof AppError) || ![404, 409, 422].includes(error.status)) throw error;
    const who = await holderOfLink(control, hashOfLink(token), error.status === 404);
    if (who || error.status === 404) onFailure({ who: who ?? nobody, ...client, by: 'link' });
    throw error;
  }
}

/** Of a link that is good a wrong password is an attempt on the account there is. */
async function holderOfLink(control: Queryable, hash: Buffer, isGone: boolean): Promise<FailedSignIn['who'] | null> {
  const invitation = await (isGone ? findLapsedInvitation : findInvitationByHash)(control, hash);
  if (invitation) return { workspace: invitation.workspace, email: invitation.email };
  const account = isGone ? await findLapsedReset(control, hash) : null;
  return account ? { accountId: account } : null;
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

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  /** The new account's, or the one that the address has an account with already. */
  readonly password: string;
  /** Of an account with a second factor. */
  readonly code?: string | undefined;
  /** In the place of the code. */
  readonly passkey?: PasskeyAssertion | undefined;
  readonly language?: Language | undefined;
}

/** From where somebody comes in. */
export interface EnteringClient {
  readonly address: string;
  readonly cookies: string | undefined;
}

/** Who has come in; `joined` is the workspace where an account that there was before is in one more now. */
export interface Accepted {
  readonly email: string;
  readonly joined: string | null;
  /** Whether the second step was done. */
  readonly secondStep: boolean;
}

/**
 * Makes the account an invitation is for; an account that there is already is let in by its own password, and
 * its own second step where it has one: who knows the password alone must not get it into a workspace of theirs.
 * @throws {AppError} 404 `linkGone`, 409 `memberHasAccount`, 422 on a bad or wrong password, and on a code that is missing or wrong, 429.
 */
export async function acceptInvitation(
  place: EntrancePlace,
  wish: Acceptance,
  client: EnteringClient,
): Promise<Accepted> {
  const hash = hashOfLink(wish.token);
  const found = await findInvitationByHash(place.database.control, hash);
  // Before the password: who has no link learns nothing of what would be taken.
  if (!found) throw linkGone();
  // Also where there is an account: a password that none may have tells nobody whether there is one.
  await checkPassword(wish.password);
  const outside = await contextOf(place, found.workspace);
  assertNotTelling(wish.password, { email: found.email, names: [wish.name, outside.workspace.name] });
  const account = await findAccountByEmail(place.database.control, found.email);
  if (account) await assertOwnPassword(place.database, account, wish.password, client.address);
  const secondStep = account !== null && (await takeSecondStep(place, account.id, wish, client));
  return outside.db.transaction(async (db) => {
    const ctx = { ...outside, db };
    const invitation = await db.asControl((control) => takeInvitation(control, hash));
    if (!invitation) throw linkGone();
    const member = await findOpenMember(ctx, invitation.member);
    const { name, language } = wish;
    await updateRecord(ctx, ctx.registry.getNoun('member'), member.id, { name, ...(language ? { language } : {}) });
    const { email } = invitation;
    if (!account) await giveAccount(ctx, member.id, { email, password: wish.password });
    else await joinAccount(ctx, member.id, account.id);
    return { email, joined: account ? ctx.workspace.id : null, secondStep };
  });
}

/** Counted and refused as a sign-in is. Who was shut out altogether is not let in by a link either. */
async function assertOwnPassword(database: Database, account: AccountRow, password: string, address: string) {
  const { control } = database;
  await throttled(control, { account: account.email, address }, async () => {
    const hash = await findPasswordHash(control, account.id);
    if (!account.active || !hash || !(await verifyPassword({ hash, password }))) throw wrongPassword();
  });
}

/** False for an account that has none to do. */
async function takeSecondStep(
  { database, sealer, publicUrl }: EntrancePlace,
  id: string,
  { code, passkey }: Pick<Acceptance, 'code' | 'passkey'>,
  { address, cookies }: EnteringClient,
) {
  const { control } = database;
  if (!(await hasSecondFactor(control, id))) return false;
  if (!code && !passkey) throw invalidField('code', 'required');
  await throttled(control, { account: `second ${id}`, address }, async () => {
    if (!passkey) return control.transaction((tx) => takeCode(tx, sealer, id, code ?? ''));
    if ((await proveAlone({ database, publicUrl }, passkey, cookies)) !== id) throw passkeyRefused();
  });
  return true;
}

function wrongPassword(): AppError {
  return new AppError(422, 'invalidEmailOrPassword', {}, [{ path: 'password', code: 'invalidEmailOrPassword' }]);
}

/**
 * Gives the account that a link is for a new password and ends its sessions and API keys. Answers its address.
 * @throws {AppError} 404 `linkGone`, 422 on a bad password.
 */
export async function completeReset(
  { database }: EntrancePlace,
  token: string,
  password: string,
): Promise<{ readonly id: string; readonly email: string }> {
  await checkPassword(password);
  return database.control.transaction(async (control) => {
    const id = await takePasswordReset(control, hashOfLink(token));
    const account = id && (await findActiveAccount(control, id));
    if (!account) throw linkGone();
    await resetPassword(control, account, password);
    return account;
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

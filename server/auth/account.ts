import { z } from 'zod';
import { invalidField } from '../../shared/errors.ts';
import type { Queryable } from '../db/database.ts';
import {
  type AccountRow,
  insertAccount,
  listKnownNames,
  setAccountActive,
  writePassword,
} from './account.repository.ts';
import { deleteApiKeysOf } from './api-key.repository.ts';
import { findMemberAccount, isMemberElsewhere } from './membership.repository.ts';
import { assertNotTelling, checkPassword } from './password.ts';
import { hashPassword } from './password-hash.ts';
import { deletePasswordReset } from './password-reset.repository.ts';
import { deleteServiceKeysOf } from './service-key.repository.ts';
import { deleteSessionsOf } from './session.repository.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** What the companies are called they are to work in. */
  readonly companies?: readonly string[];
}

/** Makes an account that can sign in. Throws 422 on a bad or taken e-mail address and on a bad password. */
export async function createAccount(control: Queryable, account: NewAccount): Promise<AccountRow> {
  const email = normalizeEmail(account.email);
  await checkPassword(account.password);
  assertNotTelling(account.password, { email, names: [account.name, ...(account.companies ?? [])] });
  const hash = await hashPassword(account.password);
  const row = await insertAccount(control, email, account.name);
  if (!row) throw invalidField('email', 'duplicate');
  await writePassword(control, row.id, hash);
  return row;
}

/** Gives an account a new password and ends all its sessions, and its API keys unless they are to be kept. */
export async function resetPassword(
  control: Queryable,
  account: AccountRow,
  password: string,
  { keepKeys = false } = {},
): Promise<void> {
  await checkPassword(password);
  assertNotTelling(password, { email: account.email, names: await listKnownNames(control, account.id) });
  await writePassword(control, account.id, await hashPassword(password));
  await deleteSessionsOf(control, account.id);
  await deletePasswordReset(control, account.id);
  if (!keepKeys) await deleteApiKeysOf(control, account.id);
}

/** Bars an account from everything: its sessions and API keys end at once, on every process. */
export async function deactivateAccount(control: Queryable, accountId: string): Promise<void> {
  await setAccountActive(control, accountId, false);
  await deleteSessionsOf(control, accountId);
  await deletePasswordReset(control, accountId);
  await deleteApiKeysOf(control, accountId);
}

/**
 * Ends what lets a member in, when the member is deactivated or deleted: API keys of the workspace, and sessions and links unless
 * the account is one of other workspaces too. There they go on; here nothing is open to who is no active member.
 */
export async function endAccess(control: Queryable, workspaceId: string, memberId: string): Promise<void> {
  await deleteServiceKeysOf(control, workspaceId, memberId);
  const account = await findMemberAccount(control, workspaceId, memberId);
  if (!account) return;
  await deleteApiKeysOf(control, account.id, workspaceId);
  if (await isMemberElsewhere(control, account.id, workspaceId)) return;
  await deleteSessionsOf(control, account.id);
  await deletePasswordReset(control, account.id);
}

/** As it is stored and compared. Throws 422 when it is no e-mail address. */
export function normalizeEmail(email: string): string {
  const parsed = z.email().max(254).safeParse(email.trim().toLowerCase());
  if (!parsed.success) throw invalidField('email', 'notAnEmail');
  return parsed.data;
}

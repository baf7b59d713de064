import type { Queryable } from '../db/database.ts';
import type { Account } from './membership.repository.ts';

export interface AccountRow extends Account {
  readonly active: boolean;
  readonly createdAt: string;
}

const shown = 'id, email, name, active, created_at as "createdAt"';

export async function findAccountByEmail(control: Queryable, email: string): Promise<AccountRow | null> {
  const [row] = await control.query<AccountRow>({
    text: `select ${shown} from auth_user where email = $1`,
    values: [email],
  });
  return row ?? null;
}

/** The account, unless it was shut out. */
export async function findActiveAccount(control: Queryable, id: string): Promise<AccountRow | null> {
  const [row] = await control.query<AccountRow>({
    text: `select ${shown} from auth_user where id = $1 and active`,
    values: [id],
  });
  return row ?? null;
}

export function listAccountRows(control: Queryable): Promise<AccountRow[]> {
  return control.query<AccountRow>({ text: `select ${shown} from auth_user order by created_at, id` });
}

/** Null when the e-mail address is taken. */
export async function insertAccount(control: Queryable, email: string, name: string): Promise<AccountRow | null> {
  const [row] = await control.query<AccountRow>({
    text: `insert into auth_user (email, name) values ($1, $2) on conflict (email) do nothing returning ${shown}`,
    values: [email, name],
  });
  return row ?? null;
}

/** What anybody may know of whoever holds this account: their name, and what the companies are called they work in. */
export async function listKnownNames(control: Queryable, accountId: string): Promise<readonly string[]> {
  const rows = await control.query<{ name: string }>({
    text: `select name from auth_user where id = $1
      union select w.name from membership m join workspace w on w.id = m.workspace where m.account = $1`,
    values: [accountId],
  });
  return rows.map(({ name }) => name);
}

/** What is kept of an account's password; null for one without. */
export async function findPasswordHash(control: Queryable, accountId: string): Promise<string | null> {
  const [row] = await control.query<{ password: string | null }>({
    text: `select password from auth_credential where user_id = $1 and provider_id = 'credential'`,
    values: [accountId],
  });
  return row?.password ?? null;
}

/** Whether that is the account's hash still; whoever is changing it is waited for. */
export async function isPasswordStill(control: Queryable, accountId: string, hash: string): Promise<boolean> {
  const rows = await control.query({
    text: `select from auth_credential where user_id = $1 and provider_id = 'credential' and password = $2 for share`,
    values: [accountId, hash],
  });
  return rows.length > 0;
}

export async function writePassword(control: Queryable, accountId: string, hash: string): Promise<void> {
  await control.query({
    text: `insert into auth_credential (user_id, account_id, provider_id, password) values ($1::uuid, $1::uuid::text, 'credential', $2)
      on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
    values: [accountId, hash],
  });
}

export async function setAccountActive(control: Queryable, accountId: string, active: boolean): Promise<void> {
  await control.query({
    text: 'update auth_user set active = $2, updated_at = now() where id = $1',
    values: [accountId, active],
  });
}

/** Until the transaction ends nobody else does what asks for the same account's lock. */
export async function lockAccount(control: Queryable, accountId: string): Promise<void> {
  await control.query({ text: 'select from auth_user where id = $1 for no key update', values: [accountId] });
}

/** As `lockAccount`; also no session of the account begins meanwhile. */
export async function lockSignIns(control: Queryable, accountId: string): Promise<void> {
  await control.query({ text: 'select from auth_user where id = $1 for update', values: [accountId] });
}

/** Those whose time is over, and what was to be confirmed by then: nobody can come in by them any more. */
export async function forgetExpiredSessions(control: Queryable): Promise<void> {
  await control.query({ text: 'delete from auth_session where expires_at < now()' });
  await control.query({ text: 'delete from auth_verification where expires_at < now()' });
  await control.query({ text: 'delete from password_reset where expires_at < now()' });
  await control.query({ text: 'delete from passkey_challenge where expires_at < now()' });
}

import type { Queryable } from '../db/database.ts';

/** How an account proves itself besides its password. */
export interface SecondFactorRow {
  /** The key of its authenticator app, sealed; null without one. */
  readonly secret: string | null;
  /** ISO 8601; null while the app is only being set up. */
  readonly since: string | null;
  readonly codesLeft: number;
  readonly passkeys: number;
}

export async function findSecondFactor(control: Queryable, accountId: string): Promise<SecondFactorRow> {
  const [row] = await control.query<SecondFactorRow>({
    text: `select f.secret, to_json(f.confirmed_at) #>> '{}' as since,
        (select count(*)::integer from recovery_code r where r.account = a.id) as "codesLeft",
        (select count(*)::integer from passkey p where p.account = a.id) as passkeys
      from auth_user a left join second_factor f on f.account = a.id where a.id = $1`,
    values: [accountId],
  });
  return row ?? { secret: null, since: null, codesLeft: 0, passkeys: 0 };
}

/** Whether signing in takes more than a password. */
export async function hasSecondFactor(control: Queryable, accountId: string): Promise<boolean> {
  const { since, passkeys } = await findSecondFactor(control, accountId);
  return since !== null || passkeys > 0;
}

/** Begins the set-up, anew where it was begun before; false where one is in use. */
export async function beginSecondFactor(control: Queryable, accountId: string, secret: string): Promise<boolean> {
  const rows = await control.query({
    text: `insert into second_factor (account, secret) values ($1, $2)
      on conflict (account) do update set secret = excluded.secret where second_factor.confirmed_at is null returning account`,
    values: [accountId, secret],
  });
  return rows.length > 0;
}

/** Takes the code of a period; false where it or a later one was taken before. `confirms` ends the set-up. */
export async function takeStep(
  control: Queryable,
  accountId: string,
  { step, confirms }: { readonly step: number; readonly confirms: boolean },
): Promise<boolean> {
  const rows = await control.query({
    text: `update second_factor set last_step = $2, confirmed_at = case when $3 then now() else confirmed_at end
      where account = $1 and (last_step is null or last_step < $2) and (confirmed_at is null) = $3 returning account`,
    values: [accountId, step, confirms],
  });
  return rows.length > 0;
}

/** Puts these in the place of those there were. */
export async function writeRecoveryCodes(control: Queryable, accountId: string, hashes: readonly Buffer[]) {
  await control.query({ text: 'delete from recovery_code where account = $1', values: [accountId] });
  await control.query({
    text: 'insert into recovery_code (account, hash) select $1, unnest($2::bytea[])',
    values: [accountId, hashes],
  });
}

/** Takes a code, once; false where there is no such. */
export async function takeRecoveryCode(control: Queryable, accountId: string, hash: Buffer): Promise<boolean> {
  const rows = await control.query({
    text: 'delete from recovery_code where account = $1 and hash = $2 returning account',
    values: [accountId, hash],
  });
  return rows.length > 0;
}

/** Takes the authenticator app away; false where there was none. */
export async function deleteApp(control: Queryable, accountId: string): Promise<boolean> {
  const rows = await control.query({
    text: 'delete from second_factor where account = $1 returning account',
    values: [accountId],
  });
  await dropUnusedCodes(control, accountId);
  return rows.length > 0;
}

/** A password is enough from now on: app and passkeys go; false where there was none. */
export async function deleteSecondFactor(control: Queryable, accountId: string): Promise<boolean> {
  const passkeys = await control.query({
    text: 'delete from passkey where account = $1 returning id',
    values: [accountId],
  });
  return (await deleteApp(control, accountId)) || passkeys.length > 0;
}

/** Recovery codes go with the last factor they are for. */
export async function dropUnusedCodes(control: Queryable, accountId: string): Promise<void> {
  await control.query({
    text: `delete from recovery_code where account = $1 and not exists (select from second_factor where account = $1)
      and not exists (select from passkey where account = $1)`,
    values: [accountId],
  });
}

/** Whether a session that was begun still waits for the second step. */
export async function isSessionHeld(control: Queryable, token: string): Promise<boolean> {
  const [row] = await control.query<{ held: boolean }>({
    text: 'select awaits_second as held from auth_session where token = $1',
    values: [token],
  });
  return row?.held === true;
}

/** The second step is done: the session is one like all others. */
export async function releaseSession(
  control: Queryable,
  session: { readonly id: string } | { readonly token: string },
): Promise<void> {
  const [column, value] = 'id' in session ? ['id', session.id] : ['token', session.token];
  await control.query({ text: `update auth_session set awaits_second = false where ${column} = $1`, values: [value] });
}

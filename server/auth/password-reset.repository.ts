import type { Queryable } from '../db/database.ts';

/** Lets an account have a new password by this link for so many minutes; one it had before is good no longer. */
export async function writePasswordReset(
  control: Queryable,
  { account, hash, minutes }: { readonly account: string; readonly hash: Buffer; readonly minutes: number },
): Promise<void> {
  await control.query({
    text: `insert into password_reset (account, hash, expires_at) values ($1, $2, now() + make_interval(mins => $3))
      on conflict (account) do update set hash = excluded.hash, expires_at = excluded.expires_at`,
    values: [account, hash, minutes],
  });
}

/** The account a link is for, while it is good; nobody takes it after that. */
export async function takePasswordReset(control: Queryable, hash: Buffer): Promise<string | null> {
  const [row] = await control.query<{ account: string }>({
    text: 'delete from password_reset where hash = $1 and expires_at > now() returning account',
    values: [hash],
  });
  return row?.account ?? null;
}

/** Whose link this was, where it is good no longer by its time alone. */
export async function findLapsedReset(control: Queryable, hash: Buffer): Promise<string | null> {
  const [row] = await control.query<{ account: string }>({
    text: 'select account from password_reset where hash = $1 and expires_at <= now()',
    values: [hash],
  });
  return row?.account ?? null;
}

/** A link that was sent is good no longer. */
export async function deletePasswordReset(control: Queryable, accountId: string): Promise<void> {
  await control.query({ text: 'delete from password_reset where account = $1', values: [accountId] });
}

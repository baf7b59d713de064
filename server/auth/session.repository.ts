import type { Queryable } from '../db/database.ts';

/** A sign-in that still lasts, and from where. */
export interface SessionRow {
  readonly id: string;
  /** ISO 8601, as the other moments. */
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

const moment = (column: string) => `to_json(${column}) #>> '{}'`;

/** An account's sessions, the one used last first. */
export function listSessionRows(control: Queryable, accountId: string): Promise<SessionRow[]> {
  return control.query<SessionRow>({
    text: `select id, ${moment('created_at')} as "createdAt", ${moment('coalesce(last_seen_at, updated_at)')} as "lastSeenAt",
        nullif(ip_address, '') as address, nullif(user_agent, '') as "userAgent"
      from auth_session where user_id = $1 and expires_at > now() order by coalesce(last_seen_at, updated_at) desc, id`,
    values: [accountId],
  });
}

/** False when the account has no such session. */
export async function deleteSessionRow(control: Queryable, accountId: string, id: string): Promise<boolean> {
  const rows = await control.query({
    text: 'delete from auth_session where user_id = $1 and id = $2 returning id',
    values: [accountId, id],
  });
  return rows.length > 0;
}

/** Ends an account's sessions, but for the one named; answers how many. */
export async function deleteSessionsOf(control: Queryable, accountId: string, but?: string): Promise<number> {
  const rows = await control.query({
    text: 'delete from auth_session where user_id = $1 and ($2::uuid is null or id <> $2) returning id',
    values: [accountId, but ?? null],
  });
  return rows.length;
}

/** Ends what is beyond so many of an account's sessions, those used longest ago first. */
export async function deleteSessionsBeyond(control: Queryable, accountId: string, most: number): Promise<void> {
  await control.query({
    text: `delete from auth_session where id in (
      select id from auth_session where user_id = $1 order by coalesce(last_seen_at, created_at) desc, id desc offset $2)`,
    values: [accountId, most],
  });
}

/** Ends an account's sessions that were begun by a provider, or those that were not. */
export async function deleteSessionsBegun(control: Queryable, accountId: string, byProvider: boolean): Promise<void> {
  await control.query({
    text: 'delete from auth_session where user_id = $1 and by_provider = $2',
    values: [accountId, byProvider],
  });
}

/** Whether a session was begun minutes ago: who it is was proved just now. */
export function isFreshSession(control: Queryable, id: string): Promise<boolean> {
  return isProvedSession(control, id, []);
}

/** Whether a session was begun minutes ago, or its holder showed since by one of these who they are. */
export async function isProvedSession(control: Queryable, id: string, by: readonly string[]): Promise<boolean> {
  const rows = await control.query({
    text: `select from auth_session where id = $1 and (created_at > now() - interval '10 minutes'
      or proved_at > now() - interval '10 minutes' and proved_by = any($2::text[]))`,
    values: [id, by],
  });
  return rows.length > 0;
}

export async function noteProof(control: Queryable, id: string, by: string): Promise<void> {
  await control.query({
    text: 'update auth_session set proved_at = now(), proved_by = $2 where id = $1',
    values: [id, by],
  });
}

/** Notes that a session is used, at most once a minute. */
export async function noteSessionUse(control: Queryable, id: string): Promise<void> {
  await control.query({
    text: `update auth_session set last_seen_at = now()
      where id = $1 and (last_seen_at is null or last_seen_at < now() - interval '1 minute')`,
    values: [id],
  });
}

/** Ends the session of a token that nobody was given yet. */
export async function deleteSession(control: Queryable, token: string): Promise<void> {
  await control.query({ text: 'delete from auth_session where token = $1', values: [token] });
}

import type { PortalClient } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';

/** A session that nobody uses for so long is over, and every one after so many days. */
export const sessionLimits = { idleHours: 24, mostDays: 14 } as const;
/** Places at which one client is signed in at once; the oldest end first. */
const mostSessions = 10;

/**
 * Whose session it is, as they stand now: not of one whose time is over, whose account was ended, or whose person lies in the bin. Who was
 * merged with another is that one; their company is the one they are of now. Asked with every request: nothing outlives its end.
 */
export async function useSession(db: Queryable, hash: Buffer): Promise<PortalClient | null> {
  const [row] = await db.query<PortalClient>({
    name: 'portal.session',
    text: `with recursive held as (
        select s.hash, s.seen_at, a.id as account, a.person, a.whole_company from portal_session s join portal_account a on a.id = s.account
        where s.hash = $1 and a.password is not null and s.seen_at > now() - make_interval(hours => $2) and s.begun_at > now() - make_interval(days => $3)),
      story(id, depth) as (
        select person, 0 from held union all
        select m.winner, s.depth + 1 from story s join record_merge m on m.loser = s.id and m.state = 'merged' where s.depth < 50),
      noted as (update portal_session p set seen_at = now() from held h
        where p.hash = h.hash and h.seen_at < now() - interval '1 minute')
      select h.account, p.id as person, case when h.whole_company then c.id end as company
      from held h, story s join people p on p.id = s.id and p.deleted_at is null
      left join companies c on c.id = p.company and c.deleted_at is null
      order by s.depth desc limit 1`,
    values: [hash, sessionLimits.idleHours, sessionLimits.mostDays],
  });
  return row ?? null;
}

/** False where the password that was proved is theirs no longer: what it opens ended with it, also what was just being opened. */
export async function beginSession(
  db: Queryable,
  { account, password }: { readonly account: string; readonly password: string },
  hash: Buffer,
): Promise<boolean> {
  const begun = await db.query({
    text: `insert into portal_session (hash, account)
      select $1, id from portal_account where id = $2 and password = $3 for share returning hash`,
    values: [hash, account, password],
  });
  if (begun.length === 0) return false;
  await db.query({
    text: `delete from portal_session where account = $1 and hash not in (
      select hash from portal_session where account = $1 order by begun_at desc, hash limit $2)`,
    values: [account, mostSessions],
  });
  return true;
}

export async function endSession(db: Queryable, hash: Buffer): Promise<void> {
  await db.query({ text: 'delete from portal_session where hash = $1', values: [hash] });
}

/** What is over and was left lying. */
export async function clearSessions(db: Queryable): Promise<void> {
  await db.query({
    text: 'delete from portal_session where seen_at < now() - make_interval(hours => $1) or begun_at < now() - make_interval(days => $2)',
    values: [sessionLimits.idleHours, sessionLimits.mostDays],
  });
  await db.query({ text: "delete from portal_link where expires_at < now() - interval '30 days'", values: [] });
}

/** Refusals at the portal that were written down within the hour. */
export async function countRefused(
  db: Queryable,
  address: string,
): Promise<{ readonly fromOne: number; readonly fromAll: number }> {
  const [row] = await db.query<{ fromOne: number; fromAll: number }>({
    text: `select count(*) filter (where address = $1)::int as "fromOne", count(*)::int as "fromAll" from access_log
      where at > now() - interval '1 hour' and kind = 'signInFailed' and door = 'portal'`,
    values: [address],
  });
  return row ?? { fromOne: 0, fromAll: 0 };
}

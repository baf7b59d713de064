import type { Queryable } from '../../../server/db/database.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { PortalAccount } from '../contract/index.ts';

/** An account with what it is proved by. */
export interface AccountRow {
  readonly id: string;
  /** As it was invited; who is merged with another is that one now. */
  readonly person: string;
  readonly email: string;
  readonly password: string | null;
  readonly language: Language | null;
}

const columns = 'a.id, a.person, a.email, a.password, a.language';

/** Whom a person became by merging, from the account `a` on: `story(id, depth)`, for a lateral join. */
const personNow = `lateral (with recursive story(id, depth) as (
    select a.person, 0 union all
    select m.winner, s.depth + 1 from story s join record_merge m on m.loser = s.id and m.state = 'merged' where s.depth < 50)
  select p.id, p.company, p.owner from story s join people p on p.id = s.id and p.deleted_at is null order by s.depth desc limit 1) now`;

/** The accounts by which somebody signs in, those of people who became part of them included. */
export function listAccounts(db: Queryable, person: string): Promise<(PortalAccount & { person: string })[]> {
  return db.query({
    text: `select a.id, a.email, a.person, a.whole_company as "wholeCompany",
        case when a.password is not null then 'open' when l.expires_at > now() then 'invited' else 'lapsed' end as state,
        a.invited_at as "invitedAt",
        (select max(s.seen_at) from portal_session s where s.account = a.id) as "lastSeenAt"
      from portal_account a left join portal_link l on l.account = a.id join ${personNow} on true
      where now.id = $1 order by a.invited_at, a.id`,
    values: [person],
  });
}

/** Those by which somebody has been in: whom a letter tells of an answer. */
export function listOpenAccounts(db: Queryable, person: string): Promise<AccountRow[]> {
  return db.query<AccountRow>({
    text: `select ${columns} from portal_account a join ${personNow} on true where now.id = $1 and a.password is not null`,
    values: [person],
  });
}

/** The account of an address, with whom it is now; null for one whose person is no more. */
export async function findByEmail(db: Queryable, email: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>({
    text: `select ${columns.replace('a.person', 'now.id as person')} from portal_account a join ${personNow} on true where a.email = $1`,
    values: [email],
  });
  return row ?? null;
}

export async function findAccount(db: Queryable, id: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>({
    text: `select ${columns.replace('a.person', 'now.id as person')} from portal_account a join ${personNow} on true where a.id = $1`,
    values: [id],
  });
  return row ?? null;
}

interface NewAccount {
  readonly id: string;
  readonly person: string;
  readonly email: string;
  readonly wholeCompany: boolean;
  readonly invitedBy: string | null;
}

/** Makes the account, or invites the one there is of the same person once more; null where the address is another's. */
export async function writeAccount(db: Queryable, account: NewAccount): Promise<string | null> {
  const { id, person, email, wholeCompany, invitedBy } = account;
  const [row] = await db.query<{ id: string }>({
    text: `insert into portal_account as a (id, person, email, whole_company, invited_by) values ($1, $2, $3, $4, $5)
      on conflict (email) do update set person = excluded.person, whole_company = excluded.whole_company,
        invited_by = excluded.invited_by, invited_at = now(),
        -- Whoever had it before keeps no way in.
        password = case when (select now.id from ${personNow}) = excluded.person then a.password end
      where (select now.id from ${personNow}) is null or (select now.id from ${personNow}) = excluded.person
      returning a.id`,
    values: [id, person, email, wholeCompany, invitedBy],
  });
  return row?.id ?? null;
}

export async function writeWholeCompany(db: Queryable, id: string, wholeCompany: boolean): Promise<void> {
  await db.query({ text: 'update portal_account set whole_company = $2 where id = $1', values: [id, wholeCompany] });
}

/** Nothing of theirs is good after that: links and sessions go along. */
export async function deleteAccount(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from portal_account where id = $1', values: [id] });
}

/** The accounts of people who are gone; not of those who became part of somebody else. */
export async function deleteAccountsOf(db: Queryable, people: readonly string[]): Promise<void> {
  await db.query({
    text: `delete from portal_account a where a.person = any($1::uuid[]) and not exists (
      select from record_merge m where m.loser = a.person and m.state in ('waiting', 'merged', 'undoing'))`,
    values: [people],
  });
}

/** Of people who are erased, whatever they became part of. */
export async function forgetAccounts(db: Queryable, people: readonly string[]): Promise<void> {
  await db.query({
    text: `delete from portal_account a where a.person = any($1::uuid[])
      or exists (select from ${personNow} where now.id = any($1::uuid[]))`,
    values: [people],
  });
}

interface NewPassword {
  readonly account: string;
  readonly hash: string;
  readonly language: Language | null;
  /** The one it takes the place of, where that was proved. */
  readonly before?: string;
}

/** A new password, and with it the end of every session there is; false where `before` is theirs no longer. */
export async function writePassword(db: Queryable, { account, hash, language, before }: NewPassword): Promise<boolean> {
  const written = await db.query({
    text: `update portal_account set password = $2, language = coalesce($3, language)
      where id = $1 and ($4::text is null or password = $4) returning id`,
    values: [account, hash, language, before ?? null],
  });
  await db.query({ text: 'delete from portal_session where account = any($1)', values: [written.map(idOf)] });
  return written.length > 0;
}

const idOf = (row: object): string => (row as { readonly id: string }).id;

/** A link for so many hours; one of before is good no longer. */
export async function writeLink(
  db: Queryable,
  { account, hash, hours }: { readonly account: string; readonly hash: Buffer; readonly hours: number },
): Promise<void> {
  await db.query({
    text: `insert into portal_link (account, hash, expires_at) values ($1, $2, now() + make_interval(hours => $3))
      on conflict (account) do update set hash = excluded.hash, expires_at = excluded.expires_at`,
    values: [account, hash, hours],
  });
}

/** The account a link is of, while it is good. */
export async function findLink(db: Queryable, hash: Buffer): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>({
    text: `select ${columns.replace('a.person', 'now.id as person')} from portal_link l join portal_account a on a.id = l.account
      join ${personNow} on true where l.hash = $1 and l.expires_at > now()`,
    values: [hash],
  });
  return row ?? null;
}

/** Uses a link up; false where somebody else did. */
export async function takeLink(db: Queryable, hash: Buffer): Promise<boolean> {
  const rows = await db.query({
    text: 'delete from portal_link where hash = $1 and expires_at > now() returning account',
    values: [hash],
  });
  return rows.length > 0;
}

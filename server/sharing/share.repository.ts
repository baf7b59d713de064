import type { RecordShare } from '../../shared/contract/sharing.api.ts';
import type { SharedAccess } from '../../shared/nouns/sharing.ts';
import type { Sharing } from '../access/sharing.ts';
import type { Queryable } from '../db/database.ts';
import type { WorkspaceDdl } from '../metadata/platform-ddl.ts';

/** What is opened and closed record by record; rules and territories are nouns of the module `workspace`. */
export const shareDdl: WorkspaceDdl = [
  `create table if not exists record_share (
    id uuid primary key,
    noun text not null,
    record uuid not null,
    member uuid,
    team uuid,
    access text not null check (access in ('read', 'update')),
    until date,
    note text,
    shared_by uuid,
    shared_at timestamptz(3) not null default clock_timestamp(),
    check ((member is null) <> (team is null)),
    unique nulls not distinct (noun, record, member, team))`,
  'create index if not exists record_share_member_idx on record_share (member, noun)',
  'create index if not exists record_share_team_idx on record_share (team, noun)',
  'create index if not exists record_share_until_idx on record_share (until) where until is not null',
  `create table if not exists record_restriction (
    noun text not null,
    record uuid not null,
    restricted_by uuid,
    restricted_at timestamptz(3) not null default clock_timestamp(),
    primary key (noun, record))`,
];

export interface RecordName {
  readonly noun: string;
  readonly id: string;
}

/** Which nouns have shared and restricted records; none where the schema is older than they are. */
export async function findSharedNouns(
  db: Queryable,
  nouns: readonly string[],
): Promise<Pick<Sharing, 'shared' | 'restricted'>> {
  const [table] = await db.query<{ found: boolean }>({
    text: "select to_regclass('record_restriction') is not null as found",
  });
  if (!table?.found) return { shared: new Set(), restricted: new Set() };
  const [row] = await db.query<{ shared: string[]; restricted: string[] }>({
    text: `select
      array(select n from unnest($1::text[]) n where exists (select from record_share s where s.noun = n)) as shared,
      array(select n from unnest($1::text[]) n where exists (select from record_restriction x where x.noun = n)) as restricted`,
    values: [nouns],
  });
  return { shared: new Set(row?.shared), restricted: new Set(row?.restricted) };
}

/** With whom the record is shared, the newest last; also what has run out. */
export function listSharesOf(db: Queryable, { noun, id }: RecordName): Promise<RecordShare[]> {
  return db.query<RecordShare>({
    text: `select id, member, team, access, until::text, note, shared_by as "sharedBy",
        to_char(shared_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sharedAt"
      from record_share where noun = $1 and record = $2 order by shared_at, id`,
    values: [noun, id],
  });
}

export interface EndedShare extends RecordName {
  readonly member: string | null;
  readonly team: string | null;
}

/** What was shared for the last time on a day from `first` on, and before `today`. */
export function listEndedShares(db: Queryable, first: string, today: string): Promise<EndedShare[]> {
  return db.query<EndedShare>({
    text: 'select noun, record as id, member, team from record_share where until >= $1 and until < $2',
    values: [first, today],
  });
}

export interface GivenShare extends RecordName {
  readonly share: string;
  readonly member: string | null;
  readonly team: string | null;
  readonly access: SharedAccess;
  readonly until: string | null;
  readonly note: string | null;
  readonly by: string | null;
}

/** In place of what was shared with the same member or team before. False where there is no such active member or live team. */
export async function writeShare(db: Queryable, given: GivenShare): Promise<boolean> {
  const { noun, id, share, member, team, access, until, note, by } = given;
  const rows = await db.query({
    text: `insert into record_share (id, noun, record, member, team, access, until, note, shared_by)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9 where
        exists (select from members m where m.id = $4 and m.active and m.deleted_at is null)
        or exists (select from teams t where t.id = $5 and t.deleted_at is null)
      on conflict (noun, record, member, team) do update set access = excluded.access, until = excluded.until,
        note = excluded.note, shared_by = excluded.shared_by, shared_at = clock_timestamp()
      returning id`,
    values: [share, noun, id, member, team, access, until, note, by],
  });
  return rows.length > 0;
}

/** What was shared by it; null where it was not. */
export async function deleteShare(db: Queryable, { noun, id }: RecordName, share: string): Promise<RecordShare | null> {
  const [row] = await db.query<RecordShare>({
    text: `delete from record_share where noun = $1 and record = $2 and id = $3
      returning id, member, team, access, until::text, note`,
    values: [noun, id, share],
  });
  return row ?? null;
}

export async function isRestricted(db: Queryable, { noun, id }: RecordName): Promise<boolean> {
  const [row] = await db.query<{ found: boolean }>({
    text: 'select exists (select from record_restriction where noun = $1 and record = $2) as found',
    values: [noun, id],
  });
  return row?.found === true;
}

/** Whether that changed anything. */
export async function writeRestriction(
  db: Queryable,
  { noun, id }: RecordName,
  restricted: boolean,
  by: string | null,
): Promise<boolean> {
  const rows = await db.query({
    text: restricted
      ? 'insert into record_restriction (noun, record, restricted_by) values ($1, $2, $3) on conflict do nothing returning record'
      : 'delete from record_restriction where noun = $1 and record = $2 and ($3::uuid is null or true) returning record',
    values: [noun, id, by],
  });
  return rows.length > 0;
}

import type { Queryable } from '../db/database.ts';
import type { StagedFile } from './receive-file.ts';
import { awaitTextSql, fileTextDdl } from './text/file-text.repository.ts';

/** Files by the record and field they are of, and what they held: every version stays. Keys between them would hinder a restore. */
export const fileDdl = [
  `create table if not exists stored_file (
    id uuid primary key,
    noun text,
    record uuid,
    field text,
    uploaded_by uuid,
    uploaded_at timestamptz not null default now(),
    detached_at timestamptz)`,
  `create index if not exists stored_file_loose on stored_file (coalesce(detached_at, uploaded_at))
    where record is null or detached_at is not null`,
  `create table if not exists file_version (
    file uuid not null,
    version int not null,
    name text not null,
    type text not null,
    size bigint not null,
    hash text not null,
    uploaded_by uuid,
    uploaded_at timestamptz not null default now(),
    primary key (file, version))`,
  'create index if not exists file_version_hash on file_version (hash)',
  ...fileTextDdl,
];

export interface FileRow {
  readonly id: string;
  /** Null while it belongs to no record. */
  readonly noun: string | null;
  readonly record: string | null;
  readonly field: string | null;
  readonly uploadedBy: string | null;
}

export interface VersionRow {
  readonly version: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly hash: string;
  readonly uploadedBy: string | null;
  readonly uploadedAt: string;
}

const fileColumns = 'f.id, f.noun, f.record, f.field, f.uploaded_by as "uploadedBy"';
const versionColumns =
  'v.version, v.name, v.type, v.size::float8 as size, v.hash, v.uploaded_by as "uploadedBy", ' +
  `to_char(v.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "uploadedAt"`;

export async function findFile(db: Queryable, id: string, forUpdate = false): Promise<FileRow | null> {
  const [row] = await db.query<FileRow>({
    text: `select ${fileColumns} from stored_file f where f.id = $1${forUpdate ? ' for update' : ''}`,
    values: [id],
  });
  return row ?? null;
}

export async function insertFile(db: Queryable, id: string, by: string | null): Promise<void> {
  await db.query({ text: 'insert into stored_file (id, uploaded_by) values ($1, $2)', values: [id, by] });
}

/** The versions of a file, the newest first. */
export function listVersions(db: Queryable, id: string): Promise<VersionRow[]> {
  return db.query<VersionRow>({
    text: `select ${versionColumns} from file_version v where v.file = $1 order by v.version desc`,
    values: [id],
  });
}

/** Adds a version after those there are; answers it. */
export async function insertVersion(
  db: Queryable,
  id: string,
  content: Pick<StagedFile, 'hash' | 'size' | 'type'> & { readonly name: string },
  by: string | null,
): Promise<VersionRow> {
  const [row] = await db.query<VersionRow>({
    text:
      'with v as (insert into file_version (file, version, name, type, size, hash, uploaded_by) ' +
      'select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 from file_version where file = $1 returning *), ' +
      `text as (${awaitTextSql('v')}) select ${versionColumns} from v`,
    values: [id, content.name, content.type, content.size, content.hash, by],
  });
  if (!row) throw new Error(`Adding a version of file ${id} answered nothing`);
  return row;
}

/** Files with their newest versions, held until the transaction ends. */
export function lockFiles(db: Queryable, ids: readonly string[]): Promise<(FileRow & { current: VersionRow })[]> {
  return db.query({
    text:
      `select ${fileColumns}, (select row_to_json(c) from (select ${versionColumns} from file_version v ` +
      'where v.file = f.id order by v.version desc limit 1) c) as current ' +
      'from stored_file f where f.id = any($1::uuid[]) order by f.id for update',
    values: [ids],
  });
}

/** Says whose the files are. */
export async function attach(
  db: Queryable,
  ids: readonly string[],
  to: Omit<FileRow, 'id' | 'uploadedBy'>,
): Promise<void> {
  await db.query({
    text: 'update stored_file set noun = $2, record = $3, field = $4, detached_at = null where id = any($1::uuid[])',
    values: [ids, to.noun, to.record, to.field],
  });
}

export async function detach(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query({ text: 'update stored_file set detached_at = now() where id = any($1::uuid[])', values: [ids] });
}

/** How many of what was taken off a field are told. */
const mostRemoved = 100;

/** What was taken off a record's field and is not yet forgotten, the newest first. */
export function findRemoved(
  db: Queryable,
  { noun, record, field }: { readonly noun: string; readonly record: string; readonly field: string },
): Promise<{ id: string; removedAt: string; current: VersionRow }[]> {
  return db.query({
    text:
      `select f.id, to_char(f.detached_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "removedAt", ` +
      `(select row_to_json(c) from (select ${versionColumns} from file_version v ` +
      'where v.file = f.id order by v.version desc limit 1) c) as current from stored_file f ' +
      'where f.detached_at is not null and f.record = $1 and f.noun = $2 and f.field = $3 ' +
      `order by coalesce(f.detached_at, f.uploaded_at) desc limit ${mostRemoved}`,
    values: [record, noun, field],
  });
}

/** Whoever keeps content shares this, whoever clears away has it alone: nothing is cleared that is just being kept. */
export async function lockContent(tx: Queryable, alone: boolean): Promise<void> {
  const lock = alone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await tx.query({ text: `select ${lock}(hashtext('rapport-files:' || current_schema()))` });
}

/** Forgets uploads that no record took for a day, and files that records gave up a month ago. */
export async function forgetLooseFiles(db: Queryable): Promise<number> {
  const rows = await db.query<{ id: string }>({
    text:
      'with gone as (delete from stored_file where (record is null or detached_at is not null) and ' +
      "coalesce(detached_at, uploaded_at) < now() - case when record is null then interval '1 day' else interval '30 days' end " +
      'returning id), versions as (delete from file_version v using gone where v.file = gone.id), ' +
      'texts as (delete from file_text t using gone where t.file = gone.id) select id from gone',
  });
  return rows.length;
}

/** Those of the hashes that no version has. */
export async function unusedHashes(db: Queryable, hashes: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ hash: string }>({
    text: 'select h as hash from unnest($1::text[]) h where not exists (select from file_version v where v.hash = h)',
    values: [hashes],
  });
  return rows.map(({ hash }) => hash);
}

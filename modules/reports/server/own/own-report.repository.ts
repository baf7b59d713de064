import type { Queryable } from '../../../../server/db/database.ts';
import type { Role } from '../../../../shared/nouns/metadata.ts';
import type { Visibility } from '../../../../shared/views/view.ts';
import type { ViewReader } from '../../../views/server/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';

/** A row of `own_report`. */
export interface ReportRow {
  readonly id: string;
  readonly version: number;
  readonly noun: string;
  readonly name: Readonly<Record<string, string>>;
  readonly settings: ReportSettings;
  readonly visibility: Visibility;
  readonly roles: readonly Role[];
  readonly owner: string | null;
  readonly updatedAt: string;
}

/** What is said of a report by whoever keeps it. */
export type ReportContent = Omit<ReportRow, 'version' | 'updatedAt'>;

const columns =
  'r.id, r.version, r.noun, r.name, r.settings, r.visibility, r.roles, r.owner, r.updated_at as "updatedAt"';
const found =
  "(r.owner = $1::uuid or r.visibility = 'shared' or (r.visibility = 'roles' and ($3::boolean or $2 = any(r.roles))))";
const valuesOf = ({ memberId, role, keeps }: ViewReader) => [memberId, role, keeps];

/** Those the reader finds, in the bin or not. */
export function listReportRows(db: Queryable, reader: ViewReader, deleted: boolean): Promise<ReportRow[]> {
  return db.query<ReportRow>({
    text: `select ${columns} from own_report r where (r.deleted_at is not null) = $4 and ${found} order by r.id limit 1000`,
    values: [...valuesOf(reader), deleted],
  });
}

/** Null where the reader finds none. */
export async function findReportRow(db: Queryable, id: string, reader: ViewReader): Promise<ReportRow | null> {
  const [row] = await db.query<ReportRow>({
    text: `select ${columns} from own_report r where r.id = $4 and r.deleted_at is null and ${found}`,
    values: [...valuesOf(reader), id],
  });
  return row ?? null;
}

/** As `findReportRow`, locked until the transaction ends; one in the bin with `deleted`. */
export async function lockReport(
  db: Queryable,
  id: string,
  reader: ViewReader,
  deleted: boolean,
): Promise<ReportRow | null> {
  const [row] = await db.query<ReportRow>({
    text: `select ${columns} from own_report r
      where r.id = $4 and (r.deleted_at is not null) = $5 and ${found} for update`,
    values: [...valuesOf(reader), id, deleted],
  });
  return row ?? null;
}

/** How many live reports this owner keeps alone, or how many are for others (owner null). */
export async function countReports(db: Queryable, owner: string | null): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from own_report
      where deleted_at is null and case when $1::uuid is null then visibility <> 'private'
        else visibility = 'private' and owner = $1 end`,
    values: [owner],
  });
  return row?.count ?? 0;
}

export async function insertReport(db: Queryable, report: ReportContent): Promise<ReportRow> {
  const [row] = await db.query<ReportRow>({
    text: `insert into own_report as r (id, noun, name, settings, visibility, roles, owner)
      values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    values: [report.id, report.noun, ...changeableOf(report), report.owner],
  });
  return row as ReportRow;
}

export async function updateReport(db: Queryable, report: ReportContent): Promise<ReportRow> {
  const [row] = await db.query<ReportRow>({
    text: `update own_report r set name = $2, settings = $3, visibility = $4, roles = $5,
      version = version + 1, updated_at = clock_timestamp() where id = $1 returning ${columns}`,
    values: [report.id, ...changeableOf(report)],
  });
  return row as ReportRow;
}

function changeableOf({ name, settings, visibility, roles }: ReportContent): unknown[] {
  return [JSON.stringify(name), JSON.stringify(settings), visibility, roles];
}

/** Puts it in the bin or takes it out. */
export async function markReport(db: Queryable, id: string, deleted: boolean): Promise<void> {
  await db.query({
    text: 'update own_report set deleted_at = case when $2 then now() end, version = version + 1 where id = $1',
    values: [id, deleted],
  });
}

/** What every live report asks for, whoever's it is. */
export function listReportSettings(db: Queryable): Promise<Pick<ReportRow, 'noun' | 'settings'>[]> {
  return db.query({ text: 'select noun, settings from own_report where deleted_at is null' });
}

/** What a report is known by in configurations: the key of the package it came with, else its id. */
const key = 'coalesce(r.external_id, r.id::text)';

export interface KeyedReport extends ReportRow {
  readonly key: string;
  readonly deleted: boolean;
}

/** The reports that are for others. */
export function listSharedReports(db: Queryable): Promise<KeyedReport[]> {
  return db.query<KeyedReport>({
    text: `select ${key} as key, false as deleted, ${columns} from own_report r
      where r.deleted_at is null and r.visibility <> 'private' order by r.id`,
  });
}

/** The report for others of this key, a live one before one in the bin, locked. */
export async function lockSharedReport(db: Queryable, wanted: string): Promise<KeyedReport | null> {
  const [row] = await db.query<KeyedReport>({
    text: `select ${key} as key, r.deleted_at is not null as deleted, ${columns} from own_report r
      where ${key} = $1 and r.visibility <> 'private' order by r.deleted_at nulls first limit 1 for update`,
    values: [wanted],
  });
  return row ?? null;
}

/** Lets the report be known by the key. One that somebody has taken back to themselves is known by none that others use. */
export async function keyReport(db: Queryable, id: string, wanted: string): Promise<void> {
  await db.query({ text: 'update own_report set external_id = $2 where id = $1', values: [id, wanted] });
}

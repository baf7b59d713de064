import type { Settings } from '../config/settings.ts';
import type { DatabaseSource } from '../db/connect.ts';
import type { Database, Queryable } from '../db/database.ts';
import { changesStructure, type Pending, type PendingWorkspace } from './pending.ts';
import { backsUp, measureRoom, type Room, upgradeBackupsOf } from './upgrade-backups.ts';

/** What an upgrade keeps from being used while it runs. */
export interface LockedTable {
  readonly table: string;
  /** As PostgreSQL estimates. */
  readonly records: number;
  /** What of others waits until the workspace is done: `all` is reads and writes. */
  readonly waits: 'all' | 'writes';
}

export interface WorkspaceForecast {
  readonly locks: readonly LockedTable[];
  /** Roughly, on a machine of two cores with nothing else to do. */
  readonly seconds: number;
}

/** Microseconds a record: rough, and only to tell moments from hours; an index of words takes some ten times that of values. */
const cost = { words: 25, values: 2.5 };

const existing: readonly { readonly form: RegExp; readonly waits: LockedTable['waits']; readonly cost: number }[] = [
  {
    form: /^create (?:unique )?index (?:if not exists )?"?\w+"? on "?(?<table>\w+)"? using g/,
    waits: 'writes',
    cost: cost.words,
  },
  {
    form: /^create (?:unique )?index (?:if not exists )?"?\w+"? on "?(?<table>\w+)"?/,
    waits: 'writes',
    cost: cost.values,
  },
  { form: /^alter table "?(?<table>\w+)"? add constraint/, waits: 'writes', cost: cost.values },
  // How many values are kept to guess by is nobody's to wait for.
  { form: /^alter table "?(?<table>\w+)"?(?!.* set statistics )/, waits: 'all', cost: 0 },
];

/** How long the statements will take and whom they keep waiting, by the size of the tables there are. */
async function forecast(database: Database, { workspace, statements }: PendingWorkspace): Promise<WorkspaceForecast> {
  const records = await countRecords(database.workspace(workspace));
  const locks = new Map<string, LockedTable>();
  let microseconds = 0;
  for (const statement of statements) {
    const found = existing
      .map((one) => ({ ...one, table: one.form.exec(statement)?.groups?.table }))
      .find((one) => one.table);
    const count = records.get(found?.table ?? '');
    if (!found?.table || count === undefined) continue;
    microseconds += found.cost * count;
    if (locks.get(found.table)?.waits === 'all') continue;
    locks.set(found.table, { table: found.table, records: count, waits: found.waits });
  }
  return { locks: [...locks.values()], seconds: Math.ceil(microseconds / 1e6) };
}

/** By table; none where nobody has counted yet, which is so of small ones. */
async function countRecords(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ table: string; count: number }>({
    text: `select relname::text as table, greatest(reltuples, 0)::bigint::int as count from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')`,
  });
  return new Map(rows.map(({ table, count }) => [table, count]));
}

/** What `rapport migrate --plan` answers. */
export interface Preflight extends Omit<Pending, 'workspaces'> {
  readonly workspaces: readonly (PendingWorkspace & WorkspaceForecast)[];
  /** The backup that would be made first; null where none would. */
  readonly backup: (Room & { readonly folder: string }) | null;
}

export async function preflight(
  database: Database,
  pending: Pending,
  settings: Settings,
  connection: DatabaseSource['connection'],
): Promise<Preflight> {
  const workspaces = [];
  for (const one of pending.workspaces) workspaces.push({ ...one, ...(await forecast(database, one)) });
  const backups = upgradeBackupsOf(settings, connection);
  const isBackedUp = pending.isSetUp && changesStructure(pending) && backsUp(backups);
  const backup = isBackedUp ? { ...(await measureRoom(backups)), folder: backups.folder } : null;
  return { ...pending, workspaces, backup };
}

/** As SQL, with what else there is to know as comments. */
export function describePlan({ control, workspaces, backup }: Preflight): string {
  return [
    `-- control${control.length === 0 ? ': nothing to do' : ''}`,
    ...control.map((statement) => `${statement};`),
    ...workspaces.flatMap(describeWorkspace),
    ...(backup ? [describeBackup(backup)] : []),
  ].join('\n');
}

function describeWorkspace({
  workspace,
  isCurrent,
  statements,
  refusals,
  locks,
  seconds,
}: Preflight['workspaces'][number]) {
  if (isCurrent) return [`-- ${workspace.schema}: nothing to do`];
  const waiting = (waits: LockedTable['waits']) =>
    locks.filter((lock) => lock.waits === waits).map(({ table, records }) => `${table} (${records})`);
  const [all, writes] = [waiting('all'), waiting('writes')];
  return [
    `-- ${workspace.schema} "${oneLine(workspace.name)}": ${statements.length} statements in one transaction, about ${Math.max(seconds, 1)} s`,
    ...(all.length > 0 ? [`-- until it ends, reads and writes wait for (records): ${all.join(', ')}`] : []),
    ...(writes.length > 0 ? [`-- until it ends, writes wait for (records): ${writes.join(', ')}`] : []),
    ...statements.map((statement) => `${statement};`),
    ...refusals.map((refusal) => `-- needs a reviewed migration: ${oneLine(refusal)}`),
  ];
}

/** Whatever comes from people stays within its comment. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function describeBackup({ folder, needed, free, fits }: NonNullable<Preflight['backup']>): string {
  const [most, room] = [needed, free].map((bytes) => `${Math.ceil(bytes / 1e6)} MB`);
  return `-- backup before the upgrade: at most ${most} in ${folder}, ${room} free: ${fits ? 'there is room' : 'NO ROOM, the upgrade would stop'}`;
}

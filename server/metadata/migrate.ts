import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Database, Queryable, WorkspaceAddress } from '../db/database.ts';
import { type DesiredTable, desiredSchema } from './desired-schema.ts';
import { platformDdl, type WorkspaceDdl } from './platform-ddl.ts';
import { type Definitions, definitionsOf, type Plan, planSchema } from './reconcile.ts';
import { readRegistry } from './registries.ts';
import type { Registry } from './registry.ts';

const stateDdl = [
  'create table if not exists schema_state (fingerprint text not null, at timestamptz not null)',
  `alter table schema_state add column if not exists definitions jsonb not null default '{}'`,
  "alter table schema_state add column if not exists platform text not null default ''",
];

/**
 * Brings a workspace's schema up to what the nouns declare and the workspace added, in one transaction: all of it or
 * nothing. Costs two reads when there is nothing to do. Two processes at once wait for each other.
 * @throws {OperatorError} when the schema holds something only a reviewed migration may change.
 */
export async function migrateWorkspace(
  database: Pick<Database, 'workspace'>,
  address: WorkspaceAddress,
  registry: Registry,
): Promise<Plan> {
  const db = database.workspace(address);
  if (await isUpToDate(db, registry)) return { statements: [], refusals: [] };
  return withLockRetries(() => db.transaction((tx) => bringUpToDate(tx, registry)));
}

/** Whether `migrateWorkspace` would have nothing to do. */
export async function isUpToDate(db: Queryable, registry: Registry): Promise<boolean> {
  const whole = await readRegistry(registry, db);
  return (await readState(db))?.fingerprint === fingerprintOf(desiredSchema(whole), platformDdl(whole));
}

/** What `migrateWorkspace` would run, without running it. */
export async function planWorkspace(db: Queryable, registry: Registry): Promise<Plan> {
  const state = await readState(db);
  return planSchema(db, desiredSchema(await readRegistry(registry, db)), state?.definitions ?? {});
}

/**
 * Lets no other process change the workspace's schema before the transaction ends, nor wait for a table for long: whoever
 * wants to read or write it stands in line behind that wait.
 */
export async function lockSchema(tx: Queryable): Promise<void> {
  await tx.query({ text: "set local lock_timeout = '0'" });
  await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:' || current_schema()))" });
  await tx.query({ text: "set local lock_timeout = '100ms'" });
  await tx.query({ text: "set local statement_timeout = '0'" });
}

/**
 * As `migrateWorkspace`, in the transaction given. Waits a moment for a table at most, then throws 55P03. `made`: statements
 * of indexes that are there already, by their names.
 */
export async function bringUpToDate(tx: Queryable, registry: Registry, made: Definitions = {}): Promise<Plan> {
  await lockSchema(tx);
  const platform = platformDdl(registry);
  const platformHash = hashOf(platform);
  for (const text of stateDdl) await tx.query({ text });
  const state = await readState(tx);
  // Even what changes nothing would lock tables that everybody writes to.
  if (state?.platform !== platformHash) for (const text of platform) await tx.query({ text });
  const desired = desiredSchema(await readRegistry(registry, tx));
  const plan = await planSchema(tx, desired, { ...state?.definitions, ...made });
  if (plan.refusals.length > 0) throw refusal(plan.refusals.join('; '));
  for (const text of plan.statements) await run(tx, text);
  await tx.query({ text: 'delete from schema_state' });
  await tx.query({
    text: 'insert into schema_state (fingerprint, at, definitions, platform) values ($1, now(), $2, $3)',
    values: [fingerprintOf(desired, platform), JSON.stringify(definitionsOf(desired)), platformHash],
  });
  return plan;
}

/** What a key would demand of the records that are there, by SQLSTATE. */
const unmet: Readonly<Record<string, string>> = {
  '23505': 'several records hold the same value',
  '23503': 'records point at what is not there',
};

async function run(tx: Queryable, text: string): Promise<void> {
  try {
    await tx.query({ text });
  } catch (error) {
    const { code = '', constraint } = error as { code?: string; constraint?: string };
    throw unmet[code] ? refusal(`${constraint} can not be had, ${unmet[code]}`, error) : error;
  }
}

function refusal(why: string, cause?: unknown): OperatorError {
  return new OperatorError(exitCodes.software, `The schema needs a reviewed migration: ${why}`, { cause });
}

interface SchemaState {
  readonly fingerprint: string;
  /** Empty where an earlier Rapport did not write them down. */
  readonly definitions: Definitions;
  /** Which platform tables were made; empty likewise. */
  readonly platform: string;
}

/** How far the schema has been brought; null for a new one. */
async function readState(db: Queryable): Promise<SchemaState | null> {
  const [exists] = await db.query<{ found: boolean }>({
    text: "select to_regclass('schema_state') is not null as found",
  });
  if (!exists?.found) return null;
  // As JSON, because the table of an earlier Rapport has fewer columns.
  const [row] = await db.query<{ state: Partial<SchemaState> }>({
    text: 'select to_json(s) as state from schema_state s',
  });
  const { fingerprint = '', definitions = {}, platform = '' } = row?.state ?? {};
  return row ? { fingerprint, definitions, platform } : null;
}

function fingerprintOf(desired: readonly DesiredTable[], platform: WorkspaceDdl): string {
  const tables = desired.map((table) => [
    table.name,
    table.was ?? null,
    table.columns,
    [...table.indexes],
    [...table.constraints],
    table.keys,
    [...table.later],
  ]);
  return hashOf([tables, platform]);
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** How long a change of the structure tries to get hold of its tables, in milliseconds. */
const patience = 20_000;

/**
 * Somebody's long statement may hold a table. Whoever waits for it makes all others wait as well: so give way at once and
 * come again, in pauses in which those get through. Throws 55P03 after twenty seconds.
 */
export async function withLockRetries<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + patience;
  for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03' || performance.now() > end) throw error;
    }
    await delay(pause * (0.5 + Math.random()));
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Database, Queryable, WorkspaceAddress } from '../db/database.ts';
import { filterColumnsOf } from './carry-names.ts';
import { desiredSchema } from './desired-schema.ts';
import { platformDdl } from './platform-ddl.ts';
import { type Definitions, definitionsOf, type Plan, planPlatform, planSchema } from './reconcile.ts';
import { readRegistry } from './registries.ts';
import type { Registry } from './registry.ts';
import { fingerprintOf, hashOf, readState, refuseNewer, stateDdl, writeState } from './schema-state.ts';

/**
 * Brings a workspace's schema up to what the nouns declare and the workspace added, in one transaction: all of it or
 * nothing. Costs two reads when there is nothing to do. Two processes at once wait for each other.
 * @throws {OperatorError} when the schema holds something only a reviewed migration may change, or is that of a newer Rapport.
 */
export async function migrateWorkspace(
  database: Pick<Database, 'workspace'>,
  address: WorkspaceAddress,
  registry: Registry,
  /** Compares every column and index, also where nothing was declared anew since. */
  { thorough = false } = {},
): Promise<Plan> {
  const db = database.workspace(address);
  if (!thorough && (await isUpToDate(db, registry))) return { statements: [], refusals: [] };
  return withLockRetries(() => db.transaction((tx) => bringUpToDate(tx, registry)));
}

/** Whether `migrateWorkspace` would have nothing to do. */
export async function isUpToDate(db: Queryable, registry: Registry): Promise<boolean> {
  const state = await readState(db);
  if (!state?.base) return false;
  const whole = await readRegistry(registry, db);
  return state.fingerprint === fingerprintOf(desiredSchema(whole), platformDdl(whole));
}

/**
 * What `migrateWorkspace` would run, without running it.
 * @throws {OperatorError} when the schema is that of a newer Rapport.
 */
export async function planWorkspace(db: Queryable, registry: Registry): Promise<Plan> {
  const state = await readState(db);
  refuseNewer(state, registry);
  const plan = await planSchema(
    db,
    desiredSchema(await readRegistry(registry, db)),
    state?.definitions ?? {},
    filterColumnsOf(registry),
  );
  const platform = platformDdl(registry);
  const missing = await planPlatform(db, platform, state?.platform !== hashOf(platform));
  return { ...plan, statements: [...missing, ...plan.statements] };
}

/**
 * Lets no other process change the workspace's schema before the transaction ends, nor wait for a table for long: whoever
 * wants to read or write it stands in line behind that wait.
 */
export async function lockSchema(tx: Queryable): Promise<void> {
  await tx.query({ text: "set local lock_timeout = '0'" });
  await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:' || current_schema()))" });
  await giveWay(tx);
  await tx.query({ text: "set local statement_timeout = '0'" });
}

/** Whatever the transaction wants to lock from here on, it waits for a tenth of a second and throws 55P03. */
export async function giveWay(tx: Queryable): Promise<void> {
  await tx.query({ text: "set local lock_timeout = '100ms'" });
}

/**
 * As `migrateWorkspace`, in the transaction given. Waits a moment for a table at most, then throws 55P03. `made`: statements
 * of indexes that are there already, by their names.
 */
export async function bringUpToDate(tx: Queryable, registry: Registry, made: Definitions = {}): Promise<Plan> {
  await lockSchema(tx);
  const state = await readState(tx);
  refuseNewer(state, registry);
  const platform = platformDdl(registry);
  const platformHash = hashOf(platform);
  const missing = await planPlatform(tx, platform, state?.platform !== platformHash);
  for (const text of stateDdl) await tx.query({ text });
  // Even what changes nothing would lock tables that everybody writes to.
  const isMade = state?.platform === platformHash && missing.length === 0;
  if (!isMade) for (const text of platform) await tx.query({ text });
  const desired = desiredSchema(await readRegistry(registry, tx));
  const plan = await planSchema(tx, desired, { ...state?.definitions, ...made }, filterColumnsOf(registry));
  if (plan.refusals.length > 0) throw refusal(plan.refusals.join('; '));
  for (const text of plan.statements) await run(tx, text);
  const [fingerprint, definitions] = [fingerprintOf(desired, platform), definitionsOf(desired)];
  await writeState(tx, state, registry, { fingerprint, definitions, platform: platformHash });
  return { ...plan, statements: [...missing, ...plan.statements] };
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

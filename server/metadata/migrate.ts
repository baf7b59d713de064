import { createHash } from 'node:crypto';
import type { Database, Queryable, WorkspaceAddress } from '../db/database.ts';
import { type DesiredTable, desiredSchema } from './desired-schema.ts';
import { platformDdl, type WorkspaceDdl } from './platform-ddl.ts';
import { type Plan, planSchema } from './reconcile.ts';
import type { Registry } from './registry.ts';

const stateTable = 'create table if not exists schema_state (fingerprint text not null, at timestamptz not null)';

/**
 * Brings a workspace's schema up to what the nouns declare, in one transaction: all of it or nothing. Costs one read when
 * there is nothing to do. Two processes at once wait for each other.
 * @throws {Error} when the schema holds something only a reviewed migration may change.
 */
export async function migrateWorkspace(
  database: Pick<Database, 'workspace'>,
  address: WorkspaceAddress,
  registry: Registry,
): Promise<Plan> {
  const desired = desiredSchema(registry);
  const platform = platformDdl(registry);
  const fingerprint = fingerprintOf(desired, platform);
  const db = database.workspace(address);
  if ((await readFingerprint(db)) === fingerprint) return { statements: [], refusals: [] };
  return withLockRetries(() => db.transaction((tx) => apply(tx, desired, platform, fingerprint)));
}

/** What `migrateWorkspace` would run, without running it. */
export async function planWorkspace(db: Queryable, registry: Registry): Promise<Plan> {
  return planSchema(db, desiredSchema(registry));
}

async function apply(
  tx: Queryable,
  desired: readonly DesiredTable[],
  platform: WorkspaceDdl,
  fingerprint: string,
): Promise<Plan> {
  await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:' || current_schema()))" });
  await tx.query({ text: "set local lock_timeout = '3s'" });
  await tx.query({ text: "set local statement_timeout = '0'" });
  for (const text of [stateTable, ...platform]) await tx.query({ text });
  const plan = await planSchema(tx, desired);
  if (plan.refusals.length > 0) throw new Error(`The schema needs a reviewed migration: ${plan.refusals.join('; ')}`);
  for (const text of plan.statements) await tx.query({ text });
  await tx.query({ text: 'delete from schema_state' });
  await tx.query({ text: 'insert into schema_state values ($1, now())', values: [fingerprint] });
  return plan;
}

async function readFingerprint(db: Queryable): Promise<string | null> {
  const [exists] = await db.query<{ found: boolean }>({
    text: "select to_regclass('schema_state') is not null as found",
  });
  if (!exists?.found) return null;
  const [row] = await db.query<{ fingerprint: string }>({ text: 'select fingerprint from schema_state' });
  return row?.fingerprint ?? null;
}

function fingerprintOf(desired: readonly DesiredTable[], platform: WorkspaceDdl): string {
  const tables = desired.map((table) => [
    table.name,
    table.columns,
    [...table.indexes],
    [...table.constraints],
    table.keys,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([tables, platform]))
    .digest('hex');
}

/** Somebody's long statement may hold a table: give way after three seconds and come again, a few times. */
async function withLockRetries<T>(work: () => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code !== '55P03' || attempt >= attempts) throw error;
    }
  }
}

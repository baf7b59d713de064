import { createHash } from 'node:crypto';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { readVersion } from '../config/version.ts';
import type { Queryable } from '../db/database.ts';
import { type DesiredTable, desiredSchema } from './desired-schema.ts';
import { platformDdl, type WorkspaceDdl } from './platform-ddl.ts';
import type { Definitions } from './reconcile.ts';
import { createRegistry, type Registry } from './registry.ts';

export const stateDdl: WorkspaceDdl = [
  'create table if not exists schema_state (fingerprint text not null, at timestamptz not null)',
  `alter table schema_state add column if not exists definitions jsonb not null default '{}'`,
  "alter table schema_state add column if not exists platform text not null default ''",
  'alter table schema_state add column if not exists base text',
  'alter table schema_state add column if not exists product text',
  `alter table schema_state add column if not exists past jsonb not null default '[]'`,
];

/** How far a workspace's schema has been brought. What an earlier Rapport did not write down is empty. */
export interface SchemaState {
  /** Of everything, the workspace's own nouns and fields included. */
  readonly fingerprint: string;
  /** The statements that made its indexes and keys. */
  readonly definitions: Definitions;
  /** Of the platform tables that were made. */
  readonly platform: string;
  /** Of what the modules declare, without what the workspace added. */
  readonly base: string | null;
  /** The version of the Rapport that brought it there. */
  readonly product: string | null;
  /** The `base` of those before. */
  readonly past: readonly string[];
}

/** Null for a new schema. */
export async function readState(db: Queryable): Promise<SchemaState | null> {
  const [exists] = await db.query<{ found: boolean }>({
    text: "select to_regclass('schema_state') is not null as found",
  });
  if (!exists?.found) return null;
  // As JSON, because the table of an earlier Rapport has fewer columns.
  const [row] = await db.query<{ state: Partial<SchemaState> }>({
    text: 'select to_json(s) as state from schema_state s',
  });
  return row
    ? { ...{ fingerprint: '', definitions: {}, platform: '', base: null, product: null, past: [] }, ...row.state }
    : null;
}

/** Writes down that the schema is as `registry` wants it now. */
export async function writeState(
  tx: Queryable,
  before: SchemaState | null,
  registry: Registry,
  state: Pick<SchemaState, 'fingerprint' | 'definitions' | 'platform'>,
): Promise<void> {
  const base = baseOf(registry);
  const past = [...(before?.past ?? []), ...(before?.base ? [before.base] : [])].filter((one) => one !== base);
  await tx.query({ text: 'delete from schema_state' });
  await tx.query({
    text: `insert into schema_state (fingerprint, at, definitions, platform, base, product, past)
      values ($1, now(), $2, $3, $4, $5, $6)`,
    values: [
      ...[state.fingerprint, JSON.stringify(state.definitions), state.platform, base, readVersion()],
      JSON.stringify([...new Set(past)]),
    ],
  });
}

/** @throws {OperatorError} when a later Rapport has been at work on the schema: this one would take back what that one made. */
export function refuseNewer(state: SchemaState | null, registry: Registry): void {
  if (!state?.base || !state.product) return;
  const order = compareVersions(state.product, readVersion());
  const base = baseOf(registry);
  if (order < 0 || state.base === base) return;
  if (order > 0 || state.past.includes(base)) throw newerDatabase(state.product);
}

/** What an older program says of a database that a newer one has been at work on. */
export function newerDatabase(product: string): OperatorError {
  return new OperatorError(
    exitCodes.software,
    `The database is that of a newer Rapport (${product}) and was left as it is, this one (${readVersion()}) is older: start the newer one, or go back by rapport restore of the backup made before its upgrade, into an empty DATA_DIR or database.`,
  );
}

/** A negative number where `left` came before `right`, a positive one where it came after. */
export function compareVersions(left: string, right: string): number {
  const [one, other] = [left, right].map((version) =>
    version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let place = 0; place < 3; place++) {
    const difference = (one?.[place] ?? 0) - (other?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function fingerprintOf(desired: readonly DesiredTable[], platform: WorkspaceDdl): string {
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

export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

const bases = new WeakMap<Registry['modules'], string>();

/** Reckoned once for each list of modules. */
function baseOf({ modules }: Registry): string {
  const known = bases.get(modules);
  if (known) return known;
  const plain = createRegistry(modules);
  const base = fingerprintOf(desiredSchema(plain), platformDdl(plain));
  bases.set(modules, base);
  return base;
}

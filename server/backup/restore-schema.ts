import { ensurePartitionsSince } from '../changes/partitions.ts';
import { rebaseChangeLog } from '../changes/rebase.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { readVersion } from '../config/version.ts';
import type { Queryable, WorkspaceAddress } from '../db/database.ts';
import { createWorkspaceAgain } from '../db/provision.ts';
import { clearForLoading, copyInText, listTables, type StoredTable, setSequences } from '../db/schema-content.ts';
import type { WholeTransaction } from '../db/whole-transaction.ts';
import { desiredSchema } from '../metadata/desired-schema.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { createRegistry, type Registry } from '../metadata/registry.ts';
import type { EntryQueue } from './entry-queue.ts';
import { type SchemaManifest, type TableManifest, tableEntry } from './manifest.ts';
import { isMadeAnew } from './tables-made-anew.ts';

/**
 * Fills one schema with the rows of a backup: a workspace's is made as this Rapport wants it, so what is new since stands
 * at its default and what was renamed goes where it is now. Throws OperatorError for columns unknown here.
 */
export async function restoreSchema(
  registry: Registry,
  tx: WholeTransaction,
  schema: SchemaManifest,
  product: string,
  entries: EntryQueue,
): Promise<void> {
  const { workspace } = schema;
  const db = workspace ? await makeWorkspace(registry, tx, workspace, schema) : tx.control;
  const here = (await listTables(db)).filter((table) => !isMadeAnew(table.name));
  const renamed = workspace ? renamedColumns(registry) : new Map<string, string>();
  const copies = schema.tables.map((table) => copyInText(table.name, columnsHere(table, here, renamed, product)));
  const afterwards = await clearForLoading(db, here);
  for (const [index, table] of schema.tables.entries()) {
    await loadTable(tx, workspace?.schema ?? null, table, copies[index] as string, entries);
  }
  await setSequences(db, schema.sequences);
  if (workspace) await db.transaction(rebaseChangeLog);
  for (const text of afterwards) await db.query({ text });
}

async function makeWorkspace(
  registry: Registry,
  tx: WholeTransaction,
  address: WorkspaceAddress,
  { firstChange, customFields, customNouns }: SchemaManifest,
): Promise<Queryable> {
  const db = tx.workspace(address);
  await createWorkspaceAgain(tx.control, address);
  const added = { nouns: customNouns, fields: customFields };
  await migrateWorkspace({ workspace: () => db }, address, createRegistry(registry.modules, added));
  if (firstChange) await ensurePartitionsSince(db, firstChange);
  return db;
}

async function loadTable(
  tx: WholeTransaction,
  schema: string | null,
  table: TableManifest,
  copy: string,
  entries: EntryQueue,
): Promise<void> {
  const { rows } = await entries.take(tableEntry(schema, table.name), table, (content) =>
    tx.copyIn(schema, copy, content),
  );
  if (rows !== table.rows) throw new Error(`${table.name} came to ${rows} rows instead of ${table.rows}`);
}

/** What `<table>.<column>` of an earlier Rapport is called today. */
function renamedColumns(registry: Registry): ReadonlyMap<string, string> {
  const columns = desiredSchema(registry).flatMap((table) =>
    table.columns.flatMap(({ name, was }) => (was ? [[`${table.name}.${was}`, name] as const] : [])),
  );
  return new Map(columns);
}

function columnsHere(
  table: TableManifest,
  here: readonly StoredTable[],
  renamed: ReadonlyMap<string, string>,
  product: string,
): string[] {
  const known = here.find(({ name }) => name === table.name)?.columns;
  if (!known) throw unknownHere(`the table ${table.name}`, product);
  return table.columns.map((column) => {
    const name = known.includes(column) ? column : renamed.get(`${table.name}.${column}`);
    if (!name) throw unknownHere(`${table.name}.${column}`, product);
    return name;
  });
}

function unknownHere(what: string, product: string): OperatorError {
  return new OperatorError(
    exitCodes.badData,
    `The backup holds ${what}, which this Rapport (${readVersion()}) does not know: restore it with Rapport ${product}, which made it.`,
  );
}

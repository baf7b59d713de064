import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { partsOf } from '../configuration/apply.ts';
import { type Context, inTransaction } from '../context.ts';
import { linksTableOf, snakeCase, tableOf } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';
import { type Row, readLinks, readNewest, readRows, writeRows } from './sample.repository.ts';

/** The steps taken from a record to what it points at, and from that on. */
const farthest = 4;

/** Everybody who works here, with the ids they have. */
export async function copyMembers(real: Context, sandbox: Context): Promise<void> {
  await writeRows(
    sandbox.db,
    'members',
    (await readNewest(real.db, 'members', null)).map(withoutFiles(real.registry.getNoun('member'))),
  );
}

/**
 * Copies the newest records of each noun, with what they point at. Their ids stay; pipelines and stages are those of the
 * sandbox. Files stay where they are. Nothing is logged, so nothing follows from it.
 */
export async function copySample(real: Context, sandbox: Context, count: number): Promise<void> {
  const nouns = real.registry.nouns.filter((noun) => isSampled(real, noun));
  const found = new Map<string, Map<string, Row>>();
  const add = (noun: Noun, rows: readonly Row[]) => {
    const known = found.get(noun.name) ?? new Map<string, Row>();
    found.set(noun.name, known);
    for (const row of rows) known.set(String(row.id), row);
  };
  for (const noun of nouns) add(noun, await readNewest(real.db, tableOf(noun), count));
  for (let step = 0; step < farthest; step += 1) {
    for (const noun of nouns) {
      const ids = missingOf(nouns, noun, found);
      if (ids.length > 0) add(noun, await readRows(real.db, tableOf(noun), ids));
    }
  }
  const ids = await recordIds(real, sandbox);
  await inTransaction(sandbox, async (tx) => {
    for (const noun of nouns) {
      const rows = [...(found.get(noun.name)?.values() ?? [])];
      const plain = rows.map(withoutFiles(noun)).map((row) => withReachable(noun, row, nouns, found));
      await writeRows(tx.db, tableOf(noun), withIds(plain, ids));
      for (const field of linkFields(noun)) {
        const table = linksTableOf(noun, field.name);
        const links = await readLinks(real.db, table, [...(found.get(noun.name)?.keys() ?? [])]);
        await writeRows(
          tx.db,
          table,
          withIds(
            links.filter(({ target }) => isThere(field.to, target, nouns, found)),
            ids,
          ),
        );
      }
    }
  });
}

/** Members are there already, and so are the records that are configuration; what the server keeps for itself stays. */
function isSampled(ctx: Context, noun: Noun): boolean {
  const configured = partsOf(ctx).flatMap(({ records, heardOf }) => (records ? heardOf : []));
  return noun.name !== 'member' && !configured.includes(noun.name) && (!noun.internal || noun.parent !== undefined);
}

interface Pointer {
  readonly column: string;
  readonly to: (row: Row) => string | null;
}

function pointersOf(noun: Noun): readonly Pointer[] {
  return Object.entries(noun.fields).flatMap(([name, field]): Pointer[] => {
    const column = snakeCase(name);
    if (field.kind === 'relation') return [{ column, to: () => field.to }];
    if (field.kind === 'anyRelation')
      return [{ column, to: (row) => (row[`${column}_noun`] as string | null) ?? null }];
    return [];
  });
}

function linkFields(noun: Noun): readonly { readonly name: string; readonly to: string }[] {
  return Object.entries(noun.fields).flatMap(([name, field]) =>
    field.kind === 'links' ? [{ name, to: field.to }] : [],
  );
}

type Found = ReadonlyMap<string, ReadonlyMap<string, Row>>;

function missingOf(nouns: readonly Noun[], wanted: Noun, found: Found): readonly string[] {
  const missing = new Set<string>();
  for (const noun of nouns) {
    const pointers = pointersOf(noun);
    for (const row of found.get(noun.name)?.values() ?? []) {
      for (const { column, to } of pointers) {
        const id = row[column];
        if (typeof id === 'string' && to(row) === wanted.name && !found.get(wanted.name)?.has(id)) missing.add(id);
      }
    }
  }
  return [...missing];
}

/** The row without pointers at what was not copied. */
function withReachable(noun: Noun, row: Row, nouns: readonly Noun[], found: Found): Row {
  const left = pointersOf(noun).filter(({ column, to }) => {
    const name = to(row);
    return row[column] && name && !isThere(name, row[column], nouns, found);
  });
  return { ...row, ...Object.fromEntries(left.map(({ column }) => [column, null])) };
}

/** Nouns that are not sampled have all there is to point at. */
function isThere(noun: string, id: unknown, nouns: readonly Noun[], found: Found): boolean {
  return !nouns.some(({ name }) => name === noun) || found.get(noun)?.has(String(id)) === true;
}

/** What is in files is kept for the real workspace alone. */
function withoutFiles(noun: Noun): (row: Row) => Row {
  const columns = Object.entries(noun.fields)
    .filter(([, field]) => field.kind === 'files')
    .flatMap(([name, field]) =>
      storageOf(field as Field)
        .columns(snakeCase(name), field)
        .map((column) => column.name),
    );
  return (row) => ({ ...row, ...Object.fromEntries(columns.map((column) => [column, null])) });
}

/** The ids in the sandbox of the records that are configuration. */
async function recordIds(real: Context, sandbox: Context): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const part of partsOf(real)) {
    const there = new Map((await part.records?.(sandbox))?.map(({ key, id }) => [key, id]) ?? []);
    for (const { key, id } of (await part.records?.(real)) ?? []) ids.set(id, there.get(key) ?? id);
  }
  return ids;
}

function withIds(rows: readonly Row[], ids: ReadonlyMap<string, string>): readonly Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'string' ? (ids.get(value) ?? value) : value,
      ]),
    ),
  );
}

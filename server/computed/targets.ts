import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';
import { storageOf } from '../metadata/storage.ts';
import type { Values } from '../records/rules.ts';
import type { ComputedField } from './plan.ts';

/** The records that others point at, as far as formulas look at them. */
export interface Targets {
  /** The record a pointer's value (`{id}` or the id) leads to; one in the bin counts as its label does. */
  find(by: string, pointer: unknown): Values | undefined;
}

/** Reads what the formulas look at of the records pointed at, whoever may see them: one statement a pointer. */
export async function readTargets(
  ctx: Context,
  noun: Noun,
  fields: readonly ComputedField[],
  records: readonly Values[],
): Promise<Targets> {
  const found = new Map<string, ReadonlyMap<string, Values>>();
  for (const [by, names] of namesByPointer(fields)) {
    const field = noun.fields[by];
    const target = field ? targetOf(ctx.registry, field) : null;
    const ids = [...new Set(records.flatMap((record) => idOf(record[by]) ?? []))];
    if (target && ids.length > 0) found.set(by, await readRecords(ctx, target, ids, [...names]));
  }
  return { find: (by, pointer) => found.get(by)?.get(idOf(pointer) ?? '') };
}

/** A pointer's id, from a record's JSON or an input. */
export function idOf(pointer: unknown): string | null {
  if (typeof pointer === 'string') return pointer;
  return typeof pointer === 'object' && pointer !== null && 'id' in pointer ? String(pointer.id) : null;
}

/** Fields of records by id, as their JSON has them. */
export async function readRecords(
  { db, registry }: Context,
  noun: Noun,
  ids: readonly string[],
  names: readonly string[],
  lock = '',
): Promise<ReadonlyMap<string, Values>> {
  const fields = allFields(registry.getNoun(noun.name));
  const pairs = names.map((name) => {
    const field = fields[name];
    if (!field) throw new Error(`${noun.name} has no field ${name}`);
    return `${storageOf(field).json('t', snakeCase(name))} as "${name}"`;
  });
  const json = pairs.length > 0 ? `(select row_to_json(r) from (select ${pairs.join(', ')}) r)` : "'{}'::json";
  const rows = await db.query<{ id: string; json: Values }>({
    text: `select t.id, ${json} as json from ${quote(tableOf(noun))} t where t.id = any($1::uuid[]) order by t.id${lock}`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row.json]));
}

function namesByPointer(fields: readonly ComputedField[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { via, name } of fields.flatMap(({ formula }) => formula?.operands ?? [])) {
    if (via !== null) names.set(via, (names.get(via) ?? new Set()).add(name));
  }
  return names;
}

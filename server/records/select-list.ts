import { invalidField } from '../../shared/errors.ts';
import type { AnyRelationField, Field } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { accessFilter } from '../access/access.ts';
import type { Context } from '../context.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';
import { storageOf } from '../metadata/storage.ts';
import { compileFilter } from './filter-sql.ts';
import type { Params } from './params.ts';

/** What a reader asks to see of each record. */
export interface Shape {
  /** Field names; all when absent. `id` and `version` are always there. */
  readonly fields?: readonly string[];
  /** Relation fields whose references carry a label; `*` for all. */
  readonly expand?: readonly string[];
}

/**
 * The select list that makes a record's JSON out of table alias `t`: `expression as "field"` for each field the actor may
 * read. Throws 422 for a field that is not there.
 */
export function selectList(ctx: Context, noun: Noun, shape: Shape, params: Params, t = 't'): string {
  const key = JSON.stringify([noun.name, ctx.actor.role, t, shape.fields, shape.expand]);
  const known = written.get(ctx.registry) ?? new Map<string, string>();
  const found = known.get(key);
  if (found !== undefined) return found;
  const before = params.values.length;
  const list = writeList(ctx, noun, shape, params, t);
  // What holds values (rights to the records pointed at) is the request's own; the number of shapes is the clients' choice.
  if (params.values.length === before && known.size < mostWritten) written.set(ctx.registry, known.set(key, list));
  return list;
}

/** Select lists without values by registry, then by noun, role and shape. */
const written = new WeakMap<Registry, Map<string, string>>();
const mostWritten = 500;

function writeList(ctx: Context, declared: Noun, shape: Shape, params: Params, t: string): string {
  const noun = ctx.registry.getNoun(declared.name);
  const fields = allFields(noun);
  assertKnown('fields', shape.fields, (name) => name === 'id' || name === 'version' || Object.hasOwn(fields, name));
  assertKnown('expand', shape.expand, (name) => name === '*' || Object.hasOwn(fields, name));
  assertPointers(ctx, fields, shape.expand);
  const wanted = shape.fields ? new Set(shape.fields) : null;
  const expanded = new Set(shape.expand ?? []);
  const parts = [`${t}.id`, `${t}.version`];
  for (const [name, field] of Object.entries(fields)) {
    if (wanted && !wanted.has(name)) continue;
    const labelled = expanded.has('*') || expanded.has(name);
    parts.push(`${fieldJson(ctx, noun, name, field, labelled, params, t)} as "${name}"`);
  }
  return parts.join(', ');
}

function assertKnown(path: string, names: readonly string[] | undefined, isKnown: (name: string) => boolean): void {
  const unknown = names?.find((name) => !isKnown(name));
  if (unknown !== undefined) throw invalidField(path, 'unknownField', { field: unknown });
}

function assertPointers(ctx: Context, fields: Readonly<Record<string, Field>>, names: readonly string[] = []): void {
  const isPointer = (field: Field) => field.kind === 'anyRelation' || targetOf(ctx.registry, field) !== null;
  const plain = names.find((name) => name !== '*' && !isPointer(fields[name] as Field));
  if (plain !== undefined) throw invalidField('expand', 'notAPointer', { field: plain });
}

/** The text that names a record of `noun` standing at alias `t`. */
export function titleSql(noun: Noun, t: string): string {
  return `${t}.${quote(snakeCase(noun.title))}`;
}

function fieldJson(
  ctx: Context,
  noun: Noun,
  name: string,
  field: Field,
  labelled: boolean,
  params: Params,
  t: string,
): string {
  const column = snakeCase(name);
  const target = targetOf(ctx.registry, field);
  if (field.kind === 'links' && target) return linksJson(ctx, noun, name, target, labelled, params, t);
  if (field.kind === 'anyRelation' && labelled) return anyJson(ctx, field, column, params, t);
  if (!target || !labelled) return storageOf(field).json(t, column);
  const pointer = `${t}.${quote(column)}`;
  const label = labelSql(ctx, target, pointer, params, `${t}_r`);
  return `case when ${pointer} is null then null else json_build_object('id', ${pointer}, 'label', ${label}) end`;
}

/** The label comes from the noun's own table, as far as the actor may read there. */
function anyJson(ctx: Context, field: AnyRelationField, column: string, params: Params, t: string): string {
  const [pointer, noun] = [`${t}.${quote(column)}`, `${t}.${quote(`${column}_noun`)}`];
  const targets = ctx.registry.nouns.filter(({ name, internal }) => !internal && (field.nouns?.includes(name) ?? true));
  const labels = targets.map(
    (target) => `when ${literal(target.name)} then ${labelSql(ctx, target, pointer, params, `${t}_r`)}::text`,
  );
  const label = labels.length > 0 ? `case ${noun} ${labels.join(' ')} end` : 'null';
  return `case when ${pointer} is null then null else json_build_object('noun', ${noun}, 'id', ${pointer}, 'label', ${label}) end`;
}

function linksJson(
  ctx: Context,
  noun: Noun,
  name: string,
  target: Noun,
  labelled: boolean,
  params: Params,
  t: string,
): string {
  const label = labelled ? `, ${literal('label')}, ${labelSql(ctx, target, 'l.target', params, `${t}_l`)}` : '';
  return (
    `(select coalesce(json_agg(json_strip_nulls(json_build_object('id', l.target, 'role', l.role, 'from', l.starts_on, 'to', l.ends_on${label})) ` +
    `order by l.position), '[]') from ${quote(linksTableOf(noun, name))} l where l.source = ${t}.id)`
  );
}

/** A record's label, or nothing when the actor may not read that record. */
export function labelSql(ctx: Context, target: Noun, pointer: string, params: Params, r: string): string {
  const allowed = accessFilter(ctx, target, 'read');
  const visible = allowed ? ` and ${compileFilter(allowed, { ctx, noun: target, params, alias: r })}` : '';
  return `(select ${titleSql(target, r)} from ${quote(tableOf(target))} ${r} where ${r}.id = ${pointer}${visible})`;
}

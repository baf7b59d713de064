import { invalidField } from '../../shared/errors.ts';
import type { AnyRelationField, Field } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { findRelated, isPath } from '../../shared/nouns/related-field.ts';
import type { Context } from '../context.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';
import { storageOf } from '../metadata/storage.ts';
import { accessSql } from './filter-sql.ts';
import { maskedJson } from './masked-json.ts';
import type { Values } from './params.ts';

/** What a reader asks to see of each record. */
export interface Shape {
  /** Field names, and paths to fields of the record a field points at (`company.industry`); all fields when absent. `id` and `version` are always there. */
  readonly fields?: readonly string[];
  /** Relation fields whose references carry a label, `*` for all; paths, which are answered besides the fields. */
  readonly expand?: readonly string[];
  /** Of records that this very statement writes: nothing is linked to them yet, so no table of links is asked. */
  readonly isNew?: boolean;
}

/**
 * The select list that makes a record's JSON out of table alias `t`: `expression as "field"` for each field the actor may
 * read. Throws 422 for a field that is not there.
 */
export function selectList(ctx: Context, noun: Noun, shape: Shape, params: Values, t = 't'): string {
  const { fields, expand, isNew } = shape;
  const key = JSON.stringify([noun.name, ctx.actor.role, ctx.actor.rights?.id, t, fields, expand, isNew]);
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

function writeList(ctx: Context, declared: Noun, shape: Shape, params: Values, t: string): string {
  const noun = ctx.registry.getNoun(declared.name);
  const fields = allFields(noun);
  const isOwn = (name: string) => !isPath(name);
  const [asked, pointers] = [shape.fields?.filter(isOwn), shape.expand?.filter(isOwn)];
  assertKnown('fields', asked, (name) => name === 'id' || name === 'version' || Object.hasOwn(fields, name));
  assertKnown('expand', pointers, (name) => name === '*' || Object.hasOwn(fields, name));
  assertPointers(ctx, fields, pointers);
  const wanted = shape.fields ? new Set(shape.fields) : null;
  const expanded = new Set(shape.expand ?? []);
  const parts = [`${t}.id`, `${t}.version`];
  for (const [name, field] of Object.entries(fields)) {
    if (wanted && !wanted.has(name)) continue;
    if (shape.isNew && field.kind === 'links') {
      parts.push(`'[]'::json as "${name}"`);
      continue;
    }
    const labelled = expanded.has('*') || expanded.has(name);
    parts.push(`${fieldJson(ctx, noun, name, field, labelled, params, t)} as "${name}"`);
  }
  return [...parts, ...relatedParts(ctx, noun, shape, params, t)].join(', ');
}

/** Fields of the records pointed at, each under its path; nothing of what the actor may not read. */
function relatedParts(ctx: Context, noun: Noun, shape: Shape, params: Values, t: string): readonly string[] {
  const asked = (['fields', 'expand'] as const).flatMap((from) => (shape[from] ?? []).map((path) => ({ from, path })));
  const paths = new Map(asked.filter(({ path }) => isPath(path)).map(({ from, path }) => [path, from]));
  return [...paths].map(([path, from]) => {
    const found = findRelated(noun, path, ctx.registry.findNoun);
    if (!found) throw invalidField(from, 'unknownField', { field: path });
    const { via, target, name, field } = found;
    const v = `${t}_v`;
    const value = fieldJson(ctx, target, name, field, true, params, v);
    return `${ofReadable(ctx, target, value, `${t}.${quote(snakeCase(via))}`, params, v)} as "${path}"`;
  });
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
  params: Values,
  t: string,
): string {
  const column = snakeCase(name);
  if (field.masked) return maskedJson(field, t, column);
  const target = targetOf(ctx.registry, field);
  if (field.kind === 'links' && target) return linksJson(ctx, noun, name, target, labelled, params, t);
  if (field.kind === 'anyRelation' && labelled) return anyJson(ctx, field, column, params, t);
  if (!target || !labelled) return storageOf(field).json(t, column);
  const pointer = `${t}.${quote(column)}`;
  const label = labelSql(ctx, target, pointer, params, `${t}_r`);
  return `case when ${pointer} is null then null else json_build_object('id', ${pointer}, 'label', ${label}) end`;
}

/** The label comes from the noun's own table, as far as the actor may read there. */
function anyJson(ctx: Context, field: AnyRelationField, column: string, params: Values, t: string): string {
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
  params: Values,
  t: string,
): string {
  const label = labelled ? `, ${literal('label')}, ${labelSql(ctx, target, 'l.target', params, `${t}_l`)}` : '';
  return (
    `(select coalesce(json_agg(json_strip_nulls(json_build_object('id', l.target, 'role', l.role, 'from', l.starts_on, 'to', l.ends_on${label})) ` +
    `order by l.position), '[]') from ${quote(linksTableOf(noun, name))} l where l.source = ${t}.id)`
  );
}

/** A record's label, or nothing when the actor may not read that record. */
export function labelSql(ctx: Context, target: Noun, pointer: string, params: Values, r: string): string {
  return ofReadable(ctx, target, titleSql(target, r), pointer, params, r);
}

/** What is written of the record pointed at, standing at alias `r`; null when the actor may not read that record. */
function ofReadable(ctx: Context, target: Noun, what: string, pointer: string, params: Values, r: string): string {
  const allowed = accessSql(ctx, target, 'read', { params, alias: r });
  const visible = allowed ? ` and ${allowed}` : '';
  return `(select ${what} from ${quote(tableOf(target))} ${r} where ${r}.id = ${pointer}${visible})`;
}

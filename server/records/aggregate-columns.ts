import type { Bucket, Grouping, Measure } from '../../shared/contract/record-aggregate.ts';
import { invalidField } from '../../shared/errors.ts';
import { type FieldPath, type OperandKind, resolvePath } from '../../shared/filter/field-path.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { linksTableOf, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { targetOf } from '../metadata/registry.ts';
import { accessSql, type FilterScope } from './filter-sql.ts';

/** A column of the records that are grouped: an expression, and what must be joined to have it. */
export interface BaseColumn {
  readonly expression: string;
  readonly joins: readonly string[];
}

export interface KeyColumn extends BaseColumn {
  /** The noun whose records are the keys; they are shown with their labels. */
  readonly target: Noun | null;
}

export interface MeasureColumn extends BaseColumn {
  /** The currency beside an amount; null for everything else. */
  readonly currency: string | null;
}

/** The column a group is made by. Throws 422 for a field that has no groups. */
export function keyColumn(grouping: Grouping, scope: FilterScope, index: number): KeyColumn {
  const at = `group.${index}.field`;
  const path = pathOf(grouping.field, at, scope);
  const { alias, joins } = holderOf(path, scope, `g${index}`);
  const column = columnOf(path, alias);
  if (path.kind === 'date' || path.kind === 'datetime') {
    const day = path.kind === 'date' ? column : `(${column} at time zone ${zoneOf(scope)})`;
    return { expression: bucketOf(day, grouping.by ?? 'day'), joins, target: null };
  }
  if (grouping.by) throw invalidField(`group.${index}.by`, 'notADate');
  if (path.kind === 'choices') {
    const unnested = `left join lateral unnest(${column}) g${index}_o(value) on true`;
    return { expression: `g${index}_o.value`, joins: [...joins, unnested], target: null };
  }
  const target = targetOf(scope.ctx.registry, path.field);
  if (path.kind === 'links') {
    const links = `left join ${quote(linksTableOf(path.noun, path.name))} g${index}_l on g${index}_l.source = ${alias}.id`;
    return { expression: `g${index}_l.target`, joins: [...joins, links], target };
  }
  if (!isGroupable(path)) throw invalidField(at, 'notGroupable', { field: grouping.field });
  return { expression: column, joins, target: path.part === null ? target : null };
}

const groupable: ReadonlySet<OperandKind> = new Set(['text', 'number', 'boolean', 'choice', 'member', 'relation']);

/** Formatted texts are all different, and coordinates are measured, not counted. */
function isGroupable({ field, kind, part }: FieldPath): boolean {
  return (
    groupable.has(kind) &&
    field.kind !== 'richText' &&
    !(field.kind === 'anyRelation' && part === null) &&
    !(kind === 'number' && part !== null)
  );
}

/** The column a measure is taken of; null for `count`. Throws 422 for a field that does not have this measure. */
export function measureColumn(measure: Measure, scope: FilterScope, index: number): MeasureColumn | null {
  const at = `measures.${index}.field`;
  if (measure.op === 'count') {
    if (measure.field) throw invalidField(at, 'unknownProperty');
    return null;
  }
  if (!measure.field) throw invalidField(at, 'required');
  const path = pathOf(measure.field, at, scope);
  if (!fits(measure, path)) throw invalidField(at, 'notMeasurable', { field: measure.field, measure: measure.op });
  const { alias, joins } = holderOf(path, scope, `v${index}`);
  const column = columnOf(path, alias);
  const isMoney = path.field.kind === 'money' && path.part === null && measure.op !== 'distinct';
  return { expression: column, joins, currency: isMoney ? columnOf({ ...path, part: 'currency' }, alias) : null };
}

/** The local day of a date or a moment. Throws 422 for a field that is neither. */
export function dayColumn(field: string, scope: FilterScope): BaseColumn {
  const path = pathOf(field, 'rateOn', scope);
  if (path.kind !== 'date' && path.kind !== 'datetime') throw invalidField('rateOn', 'notADate');
  const { alias, joins } = holderOf(path, scope, 'day');
  const column = columnOf(path, alias);
  return { expression: path.kind === 'date' ? column : `(${column} at time zone ${zoneOf(scope)})::date`, joins };
}

function fits({ op }: Measure, path: FieldPath): boolean {
  const { kind } = path;
  if (op === 'distinct') return isGroupable(path) || kind === 'id' || kind === 'date' || kind === 'datetime';
  return kind === 'number' || ((op === 'min' || op === 'max') && (kind === 'date' || kind === 'datetime'));
}

function pathOf(field: string, at: string, { noun, ctx }: FilterScope): FieldPath {
  const path = resolvePath(noun, field, ctx.registry.findNoun);
  if (!path) throw invalidField(at, 'unknownField', { field });
  // A record with three lines would count three times.
  if (path.ofChild) throw invalidField(at, 'notGroupable', { field });
  return path;
}

/** Where the field lies: in the record itself, or in one it points at that the actor may read. */
function holderOf(path: FieldPath, scope: FilterScope, alias: string) {
  if (!path.via) return { alias: scope.alias, joins: [] };
  const allowed = accessSql(scope.ctx, path.noun, 'read', { params: scope.params, alias });
  const visible = allowed ? ` and ${allowed}` : '';
  const pointer = `${scope.alias}.${quote(snakeCase(path.via.name))}`;
  return { alias, joins: [`left join ${quote(tableOf(path.noun))} ${alias} on ${alias}.id = ${pointer}${visible}`] };
}

function columnOf({ name, part }: Pick<FieldPath, 'name' | 'part'>, alias: string): string {
  const column = snakeCase(name);
  return `${alias}.${quote(part === null ? column : `${column}_${snakeCase(part)}`)}`;
}

/** The first day of the span; weeks begin on Monday. */
function bucketOf(day: string, by: Bucket): string {
  return by === 'day' ? `${day}::date` : `date_trunc('${by}', ${day})::date`;
}

function zoneOf({ ctx, params }: FilterScope): string {
  return `${params.add(ctx.workspace.timeZone)}::text`;
}

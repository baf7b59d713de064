import { invalidField } from '../../shared/errors.ts';
import { type FieldPath, resolvePath } from '../../shared/filter/field-path.ts';
import type { Condition, Filter, Operator } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { accessFilter } from '../access/access.ts';
import type { Context } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { conditionSql, isNegative, positiveOf } from './condition-sql.ts';
import type { Params } from './params.ts';
import { changedSql, relatedSql } from './related-sql.ts';
import { searchSql } from './search-sql.ts';
import { wasSql } from './was-sql.ts';

/** Where a filter is being compiled: the noun standing at `alias`, and where values go. */
export interface FilterScope {
  readonly ctx: Context;
  readonly noun: Noun;
  readonly alias: string;
  readonly params: Params;
}

/**
 * A filter as an SQL condition with parameters; the same meaning as shared/filter/evaluate.ts, which a property test holds
 * it to. Identifiers come from declarations only, values go into parameters only.
 * @throws AppError 422 for a field, operator or value that does not fit the noun.
 */
export function compileFilter(filter: Filter, scope: FilterScope): string {
  if ('all' in filter) return joined(filter.all, ' and ', 'true', scope);
  if ('any' in filter) return joined(filter.any, ' or ', 'false', scope);
  if ('not' in filter) return `not coalesce(${compileFilter(filter.not, scope)}, false)`;
  if ('search' in filter) return searchSql(filter.search, scope, filter.near);
  if ('related' in filter) return relatedSql(filter.related, scope, compileFilter);
  if ('changed' in filter) return changedSql(filter.changed, scope);
  if ('was' in filter) return wasSql(filter.was, scope);
  return compileCondition(filter, scope);
}

function joined(filters: readonly Filter[], word: string, none: string, scope: FilterScope): string {
  const [only, ...others] = filters;
  if (!only) return none;
  return others.length === 0
    ? compileFilter(only, scope)
    : `(${filters.map((one) => compileFilter(one, scope)).join(word)})`;
}

function compileCondition(condition: Condition, scope: FilterScope): string {
  const path = resolvePath(scope.noun, condition.field, scope.ctx.registry.findNoun);
  if (!path) throw invalidField('filter', 'unknownField', { field: condition.field });
  if (path.via || path.ofChild) return remoteSql(path, condition, scope);
  if (!isNegative(condition.op)) return conditionSql(path, condition, scope);
  const positive = conditionSql(path, { ...condition, op: positiveOf(condition.op) }, scope);
  // A question whether there are links is never unknown; said plainly, PostgreSQL can join instead of asking each time.
  if (path.kind !== 'links') return `not coalesce(${positive}, false)`;
  return positive.startsWith('not ') ? positive.slice(4) : `not ${positive}`;
}

/** A condition on a related record or on children: there is one that satisfies it, or for negative operators none. */
function remoteSql(path: FieldPath, condition: Condition, scope: FilterScope): string {
  const target = path.noun;
  const alias = `${scope.alias}_h`;
  const inner = { ...scope, noun: target, alias };
  const rows = `select 1 from ${quote(tableOf(target))} ${alias} where ${joinSql(path, inner, scope)}`;
  const satisfies = (op: Operator) => conditionSql(path, { ...condition, op }, inner);
  switch (condition.op) {
    case 'isEmpty':
      return `not exists (${rows} and not coalesce(${satisfies('isEmpty')}, false))`;
    case 'isNotEmpty':
      return `exists (${rows} and not coalesce(${satisfies('isEmpty')}, false))`;
    default: {
      const found = `exists (${rows} and ${satisfies(positiveOf(condition.op))})`;
      return isNegative(condition.op) ? `not ${found}` : found;
    }
  }
}

/** What ties the other record to the one being filtered. */
function joinSql(path: FieldPath, inner: FilterScope, scope: FilterScope): string {
  const { noun: target, alias } = inner;
  // Children follow their parent's rights, and who filters by them sees the parent.
  if (!path.via)
    return `${alias}.${quote(snakeCase(target.parent ?? ''))} = ${scope.alias}.id and ${alias}.deleted_at is null`;
  const allowed = accessFilter(scope.ctx, target, 'read');
  // Rights must not leak through a neighbour: what can not be read counts as empty.
  const visible = allowed ? ` and ${compileFilter(allowed, inner)}` : '';
  const pointer = `${scope.alias}.${quote(snakeCase(path.via.name))}`;
  return `${alias}.id = ${pointer}${visible}`;
}

import { invalidField } from '../../shared/errors.ts';
import { type FieldPath, partsOf } from '../../shared/filter/field-path.ts';
import type { Condition, Operator } from '../../shared/filter/filter.ts';
import { caseFold, searchWords } from '../../shared/text/fold.ts';
import { linksTableOf, quote, snakeCase } from '../metadata/names.ts';
import { textCollation } from '../metadata/storage.ts';
import { dateTimeSql, manyValues, oneValue, type ResolvedCondition, resolveCondition } from './condition-values.ts';
import type { FilterScope } from './filter-sql.ts';
import { escapeLike, searchSql } from './search-sql.ts';

/** Each negative operator is the opposite of a positive one: that is its whole meaning, for empty fields too. */
const opposites: Readonly<Partial<Record<Operator, Operator>>> = {
  isNot: 'is',
  isNoneOf: 'isAnyOf',
  notContains: 'contains',
  isNotEmpty: 'isEmpty',
};

export function isNegative(operator: Operator): boolean {
  return operator in opposites;
}

export function positiveOf(operator: Operator): Operator {
  return opposites[operator] ?? operator;
}

const comparisons: Readonly<Partial<Record<Operator, string>>> = {
  is: '=',
  lessThan: '<',
  atMost: '<=',
  greaterThan: '>',
  atLeast: '>=',
};

/** A condition with a positive operator on a field of the noun at the scope's alias. May be unknown where empty. */
export function conditionSql(path: FieldPath, given: Condition, scope: FilterScope): string {
  const condition = resolveCondition(given, path.kind, scope);
  const column = columnOf(path, scope);
  // A title of honour is shown but not searched by.
  const searchable = Boolean(path.field.search) && path.part !== 'prefix';
  switch (path.kind) {
    case 'text':
      return textSql(column, searchable, condition, scope);
    case 'emails':
      return entriesSql(column, ['address'], searchable, condition, scope);
    case 'phones':
      return entriesSql(column, ['number', 'original'], searchable, condition, scope);
    case 'datetime':
      return dateTimeSql(column, condition, scope);
    case 'choices':
      return choicesSql(column, condition, scope);
    case 'address':
      return addressSql(path, condition, scope);
    case 'links':
      return linksSql(path, condition, scope);
    case 'id':
    case 'relation':
    case 'member':
      return pointerSql(column, condition, scope);
    default:
      return valueSql(column, valueTypes[path.kind], condition, scope);
  }
}

const valueTypes = { number: 'numeric', date: 'date', boolean: 'boolean', choice: 'text' } as const;

function columnOf(path: FieldPath, scope: FilterScope, part = path.part): string {
  const column = snakeCase(path.name);
  return `${scope.alias}.${quote(part ? `${column}_${snakeCase(part)}` : column)}`;
}

/** Texts compare without case. `contains` and `startsWith` first narrow by the record's indexed search text. */
function textSql(column: string, searchable: boolean, condition: ResolvedCondition, scope: FilterScope): string {
  const folded = `lower(${column})`;
  const ordered = `${folded} collate ${textCollation}`;
  const { params } = scope;
  switch (condition.op) {
    case 'isEmpty':
      return `${ordered} is null`;
    case 'isAnyOf':
      return `${ordered} = any(${params.add(manyValues(condition).map((value) => caseFold(String(value))))}::text[])`;
    case 'contains':
    case 'startsWith': {
      const text = caseFold(String(oneValue(condition)));
      const pattern = params.add(`${condition.op === 'contains' ? '%' : ''}${escapeLike(text)}%`);
      const narrowed = searchable && searchWords(text).length > 0 ? `${searchSql(text, scope)} and ` : '';
      return `(${narrowed}${folded} like ${pattern})`;
    }
    default:
      return `${ordered} ${comparison(condition)} ${params.add(caseFold(String(oneValue(condition))))}::text`;
  }
}

function valueSql(column: string, type: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  if (condition.op === 'isAnyOf') return `${column} = any(${scope.params.add(manyValues(condition))}::${type}[])`;
  return `${column} ${comparison(condition)} ${scope.params.add(oneValue(condition))}::${type}`;
}

function choicesSql(column: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const values = condition.op === 'isAnyOf' ? manyValues(condition) : [oneValue(condition)];
  if (condition.op !== 'isAnyOf' && condition.op !== 'is') throw badOperator(condition);
  return `${column} && ${scope.params.add(values)}::text[]`;
}

/** E-mails and phones: some entry satisfies the condition. */
function entriesSql(
  column: string,
  keys: readonly string[],
  searchable: boolean,
  condition: ResolvedCondition,
  scope: FilterScope,
): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const values = condition.op === 'isAnyOf' ? manyValues(condition) : [oneValue(condition)];
  const tests = values.map((value) => {
    const text = caseFold(String(value));
    const narrowed = searchable && searchWords(text).length > 0 ? `${searchSql(text, scope)} and ` : '';
    const [before, after] = condition.op === 'contains' ? ['%', '%'] : ['', condition.op === 'startsWith' ? '%' : ''];
    const pattern = scope.params.add(`${before}${escapeLike(text)}${after}`);
    const matches = keys.map((key) => `lower(e ->> '${key}') like ${pattern}`).join(' or ');
    return `(${narrowed}exists (select 1 from jsonb_array_elements(${column}) e where ${matches}))`;
  });
  if (!['is', 'isAnyOf', 'contains', 'startsWith'].includes(condition.op)) throw badOperator(condition);
  return tests.length > 0 ? `(${tests.join(' or ')})` : 'false';
}

function pointerSql(column: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const ids = pointerIds(condition, scope);
  return ids.length === 1 && condition.op === 'is'
    ? `${column} = ${scope.params.add(ids[0])}::uuid`
    : `${column} = any(${scope.params.add(ids)}::uuid[])`;
}

function linksSql(path: FieldPath, condition: ResolvedCondition, scope: FilterScope): string {
  const rows = `select 1 from ${quote(linksTableOf(path.noun, path.name))} l where l.source = ${scope.alias}.id`;
  if (condition.op === 'isEmpty') return `not exists (${rows})`;
  return `exists (${rows} and l.target = any(${scope.params.add(pointerIds(condition, scope))}::uuid[]))`;
}

function pointerIds(condition: ResolvedCondition, scope: FilterScope): readonly unknown[] {
  const { memberId, teamMemberIds } = scope.ctx.actor;
  if (condition.op === 'isInTeamOf') return memberId === null ? [] : teamMemberIds;
  if (condition.op === 'isAnyOf') return manyValues(condition);
  if (condition.op !== 'is') throw badOperator(condition);
  const id = oneValue(condition);
  return id === null ? [] : [id];
}

/** A whole address is empty when all its parts are, and contains what one of them contains. */
function addressSql(path: FieldPath, condition: ResolvedCondition, scope: FilterScope): string {
  const columns = partsOf(path.field).map((part) => columnOf(path, scope, part));
  if (condition.op === 'isEmpty') return `(${columns.map((column) => `${column} is null`).join(' and ')})`;
  if (condition.op !== 'contains') throw badOperator(condition);
  return `(${columns.map((column) => textSql(column, false, condition, scope)).join(' or ')})`;
}

function comparison(condition: ResolvedCondition): string {
  const sign = comparisons[condition.op];
  if (!sign) throw badOperator(condition);
  return sign;
}

function badOperator(condition: ResolvedCondition) {
  return invalidField('filter', 'unknownOperator', { field: condition.field, operator: condition.op });
}

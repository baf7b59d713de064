import { invalidField } from '../../shared/errors.ts';
import { type FieldPath, partsOf } from '../../shared/filter/field-path.ts';
import type { Condition, Operator } from '../../shared/filter/filter.ts';
import { isShort } from '../../shared/filter/search-text.ts';
import { type Area, boundsOf, earthRadius } from '../../shared/geo/location.ts';
import { caseFold } from '../../shared/text/fold.ts';
import { linksTableOf, quote, snakeCase } from '../metadata/names.ts';
import { addressesText, storageOf, textCollation } from '../metadata/storage.ts';
import { anniversarySql, yearsSql } from './anniversary-sql.ts';
import { dateTimeSql, manyValues, oneValue, type ResolvedCondition, resolveCondition } from './condition-values.ts';
import type { FilterScope } from './filter-sql.ts';
import { ledMembersSql, mostNamed } from './led-members-sql.ts';
import { escapeLike, narrowingSql } from './search-sql.ts';

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
  if (path.kind === 'anniversary') return anniversarySql(columnOf(path, scope, null), condition, scope);
  if (path.kind === 'years') return yearsSql(columnOf(path, scope, null), condition, scope);
  const column = columnOf(path, scope);
  if (path.kind === 'number' && path.part !== null) return valueSql(column, 'double precision', condition, scope);
  const within = path.field.search ? null : `${column}::text`;
  switch (path.kind) {
    case 'text':
    case 'json':
      return textSql(column, wayTo(path), condition, scope);
    case 'emails':
      return emailsSql(column, firstOf(path, scope), condition, scope);
    case 'urls':
      return entriesSql(column, firstOf(path, scope), ['address'], within, condition, scope);
    case 'files':
      return entriesSql(column, firstOf(path, scope), ['name'], within, condition, scope);
    case 'phones':
      return entriesSql(column, firstOf(path, scope), ['number', 'original'], within, condition, scope);
    case 'datetime':
      return dateTimeSql(column, condition, scope);
    case 'choices':
      return choicesSql(column, condition, scope);
    case 'address':
      return addressSql(path, condition, scope);
    case 'location':
      return locationSql(path, condition, scope);
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

/** A condition with a positive operator on one value of a path's kind that stands elsewhere than in its column. */
export function singleSql(value: string, { kind }: FieldPath, given: Condition, scope: FilterScope): string {
  const condition = resolveCondition(given, kind, scope);
  if (kind === 'member' || kind === 'relation') return pointerSql(value, condition, scope);
  return valueSql(value, valueTypes[kind as keyof typeof valueTypes], condition, scope);
}

const valueTypes = { number: 'numeric', date: 'date', boolean: 'boolean', choice: 'text' } as const;

function firstOf(path: FieldPath, scope: FilterScope): string {
  return `${scope.alias}.${quote(`${snakeCase(path.name)}_first`)}`;
}

function columnOf(path: FieldPath, scope: FilterScope, part = path.part): string {
  const column = snakeCase(path.name);
  // Documents are compared by what they say.
  if (path.field.kind === 'richText' || path.field.kind === 'json') return `${scope.alias}.${quote(`${column}_text`)}`;
  return `${scope.alias}.${quote(part ? `${column}_${snakeCase(part)}` : column)}`;
}

/**
 * The index that finds a text: its own in order (`ordered`, parts of it by the search text where it is searchable), the
 * record's search text (`search`), or the one of the texts that take no part in the search (`texts`).
 */
interface TextIndexes {
  readonly equal: 'ordered' | 'search' | 'texts';
  readonly part: 'search' | 'texts';
}

function wayTo(path: FieldPath): TextIndexes {
  // A title of honour is shown but not searched by.
  const part = path.field.search && path.part !== 'prefix' ? 'search' : 'texts';
  const hasOrder = path.part === null && storageOf(path.field).order !== undefined;
  return { equal: hasOrder ? 'ordered' : part, part };
}

/** Texts compare without case; each comparison in the words of the index that serves it. */
function textSql(column: string, way: TextIndexes, condition: ResolvedCondition, scope: FilterScope): string {
  const folded = `lower(${column})`;
  const ordered = `${folded} collate ${textCollation}`;
  const compared = way.equal === 'ordered' ? ordered : folded;
  const { params } = scope;
  const narrow = (text: string) => (scope.isFound ? '' : `${narrowingSql(text, scope)} and `);
  switch (condition.op) {
    case 'isEmpty':
      return way.equal === 'ordered' ? `${ordered} is null` : `${column} is null`;
    case 'isAnyOf': {
      const values = manyValues(condition).map((value) => caseFold(String(value)));
      if (way.equal !== 'search') return `${compared} = any(${params.add(values)}::text[])`;
      const found = values.map((value) => `(${narrow(value)}${compared} = ${params.add(value)}::text)`);
      return found.length > 0 ? `(${found.join(' or ')})` : 'false';
    }
    case 'contains':
    case 'startsWith': {
      const text = caseFold(String(oneValue(condition)));
      const pattern = params.add(`${condition.op === 'contains' ? '%' : ''}${escapeLike(text)}%`);
      return `(${way.part === 'search' ? narrow(text) : ''}${folded} like ${pattern})`;
    }
    default: {
      const text = caseFold(String(oneValue(condition)));
      return `(${way.equal === 'search' ? narrow(text) : ''}${compared} ${comparison(condition)} ${params.add(text)}::text)`;
    }
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

/**
 * Some address satisfies the condition. The addresses stand in quotes in one text; a part of one that could not be told from what stands
 * between them is looked for in each by itself.
 */
function emailsSql(column: string, first: string, condition: ResolvedCondition, scope: FilterScope): string {
  const values =
    condition.op === 'isEmpty' ? [] : condition.op === 'isAnyOf' ? manyValues(condition) : [oneValue(condition)];
  const texts = values.map((value) => caseFold(String(value)));
  const isPlain = texts.every((text) => /^[^[\]",\\\s\p{Cc}]+$/u.test(text) && !isShort([text]));
  if (texts.length === 0 || !isPlain)
    return entriesSql(column, first, ['address'], addressesText(column), condition, scope);
  const [before, after] = condition.op === 'contains' ? ['', ''] : ['"', condition.op === 'startsWith' ? '' : '"'];
  const found = texts.map(
    (text) => `lower(${addressesText(column)}) like ${scope.params.add(`%${before}${escapeLike(text)}${after}%`)}`,
  );
  if (!['is', 'isAnyOf', 'contains', 'startsWith'].includes(condition.op)) throw badOperator(condition);
  return `(${found.join(' or ')})`;
}

/**
 * Phones and links, and such e-mails as are looked at one by one: some entry satisfies the condition. `within` is the indexed text that
 * holds all of them; null where that is the search text.
 */
function entriesSql(
  column: string,
  first: string,
  keys: readonly string[],
  within: string | null,
  condition: ResolvedCondition,
  scope: FilterScope,
): string {
  // The first entry's own column is there exactly where there is any entry, and has an index.
  if (condition.op === 'isEmpty') return `lower(${first}) collate ${textCollation} is null`;
  const values = condition.op === 'isAnyOf' ? manyValues(condition) : [oneValue(condition)];
  const narrowed = (text: string) => {
    // As the database prints it within the list's JSON.
    const printed = caseFold(JSON.stringify(text).slice(1, -1));
    if (within === null) return `${narrowingSql(text, scope)} and `;
    return isShort([printed]) ? '' : `lower(${within}) like ${scope.params.add(`%${escapeLike(printed)}%`)} and `;
  };
  const tests = values.map((value) => {
    const text = caseFold(String(value));
    const [before, after] = condition.op === 'contains' ? ['%', '%'] : ['', condition.op === 'startsWith' ? '%' : ''];
    const pattern = scope.params.add(`${before}${escapeLike(text)}${after}`);
    const matches = keys.map((key) => `lower(e ->> '${key}') like ${pattern}`).join(' or ');
    return `(${narrowed(text)}exists (select 1 from jsonb_array_elements(${column}) e where ${matches}))`;
  });
  if (!['is', 'isAnyOf', 'contains', 'startsWith'].includes(condition.op)) throw badOperator(condition);
  return tests.length > 0 ? `(${tests.join(' or ')})` : 'false';
}

function pointerSql(column: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const { memberId, teamMemberIds } = scope.ctx.actor;
  if (condition.op === 'isInTeamOf' && memberId && teamMemberIds.length > mostNamed)
    // Not to be turned into a join: so many members have a good part of all records, and those are met in the list's own order.
    return `coalesce(${column} in (${ledMembersSql(memberId, scope.params)}), false)`;
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
  const { teamMemberIds } = scope.ctx.actor;
  if (condition.op === 'isInTeamOf') return teamMemberIds;
  if (condition.op === 'isAnyOf') return manyValues(condition);
  if (condition.op !== 'is') throw badOperator(condition);
  const id = oneValue(condition);
  return id === null ? [] : [id];
}

/** The rectangle around the area finds the points by their index, the distance keeps those within. */
function locationSql(path: FieldPath, condition: ResolvedCondition, scope: FilterScope): string {
  const [latitude, longitude] = [columnOf(path, scope, 'latitude'), columnOf(path, scope, 'longitude')];
  if (condition.op === 'isEmpty') return `${latitude} is null`;
  if (condition.op !== 'isWithin') throw badOperator(condition);
  const area = oneValue(condition) as Area;
  const add = (value: number) => `${scope.params.add(value)}::double precision`;
  const boxes = boundsOf(area).map(
    ({ south, north, west, east }) =>
      `point(${longitude}, ${latitude}) <@ box(point(${add(west)}, ${add(south)}), point(${add(east)}, ${add(north)}))`,
  );
  const [north, east] = [add(area.latitude), add(area.longitude)];
  const half =
    `power(sin(radians(${latitude} - ${north}) / 2), 2) + ` +
    `cos(radians(${north})) * cos(radians(${latitude})) * power(sin(radians(${longitude} - ${east}) / 2), 2)`;
  const kilometres = `2 * ${earthRadius} * asin(least(1, sqrt(${half})))`;
  return `((${boxes.join(' or ')}) and ${kilometres} <= ${add(area.kilometres)})`;
}

/** A whole address is empty when all its parts are, and contains what one of them contains. */
function addressSql(path: FieldPath, condition: ResolvedCondition, scope: FilterScope): string {
  const columns = partsOf(path.field).map((part) => columnOf(path, scope, part));
  if (condition.op === 'isEmpty') return `(${columns.map((column) => `${column} is null`).join(' and ')})`;
  if (condition.op !== 'contains') throw badOperator(condition);
  return `(${columns.map((column) => textSql(column, wayTo(path), condition, scope)).join(' or ')})`;
}

function comparison(condition: ResolvedCondition): string {
  const sign = comparisons[condition.op];
  if (!sign) throw badOperator(condition);
  return sign;
}

function badOperator(condition: ResolvedCondition) {
  return invalidField('filter', 'unknownOperator', { field: condition.field, operator: condition.op });
}

import { isIsoDate } from '../dates/iso-date.ts';
import type { FieldError } from '../errors.ts';
import type { Noun } from '../nouns/noun.ts';
import { type FieldPath, type FindNoun, type OperandKind, resolvePath } from './field-path.ts';
import {
  type Changed,
  type Condition,
  type Filter,
  type FilterValue,
  filterLimits,
  type Related,
  type RelativeDay,
  type Was,
} from './filter.ts';
import { operatorsOf } from './operators-of.ts';
import { boundsOf, resolveRelated } from './related.ts';
import { pastOperatorsOf } from './was.ts';

/**
 * What is wrong with a filter of a noun, by path (`all.0.value`); empty when it may be run. The shape itself has passed
 * `filterSchema`; here fields must exist, operators fit them, values fit both, and the size stay within `filterLimits`.
 */
export function checkFilter(filter: Filter, noun: Noun, nouns: FindNoun): FieldError[] {
  const errors: FieldError[] = [];
  const count = checkNode(filter, [], 1, { noun, nouns, errors });
  if (count > filterLimits.conditions) {
    errors.push({ path: '', code: 'tooMany', params: { maximum: filterLimits.conditions } });
  }
  return errors;
}

interface Check {
  /** Inside what hangs on a record. */
  readonly isRelated?: boolean;
  readonly noun: Noun;
  readonly nouns: FindNoun;
  readonly errors: FieldError[];
}

type Fault = Omit<FieldError, 'path'>;

/** Checks a node and what is below it; answers how many nodes that is. */
function checkNode(filter: Filter, path: readonly string[], depth: number, check: Check): number {
  if (depth > filterLimits.depth) {
    check.errors.push({ path: path.join('.'), code: 'tooMany', params: { maximum: filterLimits.depth } });
    return 0;
  }
  const descend = (child: Filter, ...steps: string[]) => checkNode(child, [...path, ...steps], depth + 1, check);
  const total = (name: 'all' | 'any', children: readonly Filter[]) =>
    children.reduce((sum, child, index) => sum + descend(child, name, String(index)), 1);
  if ('all' in filter) return total('all', filter.all);
  if ('any' in filter) return total('any', filter.any);
  if ('not' in filter) return 1 + descend(filter.not, 'not');
  if ('related' in filter) return 1 + checkRelated(filter.related, [...path, 'related'], depth, check);
  if ('changed' in filter) checkChanged(filter.changed, [...path, 'changed'], check);
  else if ('was' in filter) checkWas(filter.was, [...path, 'was'], check);
  else if (!('search' in filter)) checkCondition(filter, path, check);
  return 1;
}

/** What hangs on a record is asked for once: a chain of nouns would read ever more for one answer. */
function checkRelated(related: Related, path: readonly string[], depth: number, check: Check): number {
  const report = (name: string, fault: Fault) => check.errors.push({ path: [...path, name].join('.'), ...fault });
  const found = resolveRelated(check.noun, related, check.nouns);
  if (!found) report('by', { code: 'unknownField' });
  else if (check.isRelated) report('by', { code: 'relatedTwice' });
  const { least, most } = boundsOf(related);
  if (most !== null && most < least) report('most', { code: 'tooSmall', params: { minimum: least } });
  if (!found || !related.where) return 0;
  return checkNode(related.where, [...path, 'where'], depth + 1, { ...check, noun: found.noun, isRelated: true });
}

function checkChanged({ field, since }: Changed, path: readonly string[], check: Check): void {
  const report = (name: string, fault: Fault) => check.errors.push({ path: [...path, name].join('.'), ...fault });
  if (field !== undefined && !Object.hasOwn(check.noun.fields, field)) report('field', { code: 'unknownField' });
  if (!isDay(since)) report('since', { code: 'notADate' });
}

function checkWas({ on, ...condition }: Was, path: readonly string[], check: Check): void {
  const report = (name: string, fault: Fault) => check.errors.push({ path: [...path, name].join('.'), ...fault });
  const target = Object.hasOwn(check.noun.fields, condition.field)
    ? resolvePath(check.noun, condition.field, check.nouns)
    : null;
  const allowed = target ? pastOperatorsOf(target.field) : [];
  if (!target || allowed.length === 0) return void report('field', { code: 'unknownField' });
  if (!allowed.includes(condition.op)) return void report('op', { code: 'notAnOption', params: { options: allowed } });
  const fault = findFault(condition, target);
  if (fault) report('value', fault);
  if (on !== undefined && !isDay(on)) report('on', { code: 'notADate' });
}

function checkCondition(condition: Condition, path: readonly string[], check: Check): void {
  const report = (name: string, fault: Fault) => check.errors.push({ path: [...path, name].join('.'), ...fault });
  const target = resolvePath(check.noun, condition.field, check.nouns);
  if (!target) return void report('field', { code: 'unknownField' });
  const allowed = operatorsOf(target.kind);
  if (!allowed.includes(condition.op)) return void report('op', { code: 'notAnOption', params: { options: allowed } });
  const fault = findFault(condition, target);
  if (fault) report('value', fault);
}

function findFault({ op, value }: Condition, path: FieldPath): Fault | null {
  if (op === 'isEmpty' || op === 'isNotEmpty') {
    return value === undefined || value === null ? null : { code: 'wrongValue' };
  }
  if (value === undefined || value === null || value === '') return { code: 'required' };
  if (op === 'isInTeamOf') return value === '@me' ? null : { code: 'wrongValue' };
  if (op !== 'isAnyOf' && op !== 'isNoneOf') {
    return Array.isArray(value) ? { code: 'wrongType' } : findScalarFault(value, path.kind);
  }
  if (!Array.isArray(value)) return { code: 'notAList' };
  if (value.length > filterLimits.listValues) return { code: 'tooMany', params: { maximum: filterLimits.listValues } };
  for (const item of value) {
    const fault = findScalarFault(item, path.kind);
    if (fault) return fault;
  }
  return null;
}

function findScalarFault(value: FilterValue, kind: OperandKind): Fault | null {
  const { accepts, code } = scalars[kind];
  if (!accepts(value)) return { code };
  if (typeof value !== 'string' || value.length <= filterLimits.textLength) return null;
  return { code: 'tooLong', params: { maximum: filterLimits.textLength } };
}

interface Scalar {
  readonly accepts: (value: FilterValue) => boolean;
  readonly code: string;
}

/** A null character is nothing a database can compare with. */
const isText = (value: FilterValue) => typeof value === 'string' && value !== '' && !/[\0\p{Cs}]/u.test(value);
const isNumber = (value: FilterValue) =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && /^-?\d{1,30}(\.\d{1,30})?$/.test(value);
const isDay = (value: FilterValue) => (typeof value === 'string' ? isIsoDate(value) : isRelativeDay(value));
const isInstant = (value: FilterValue) =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
  isIsoDate(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value));
const isId = (value: FilterValue) =>
  typeof value === 'string' && (value === '@me' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value));

function isRelativeDay(value: FilterValue): value is RelativeDay {
  return typeof value === 'object' && value !== null && 'from' in value;
}

function isArea(value: FilterValue): boolean {
  return typeof value === 'object' && value !== null && 'kilometres' in value;
}

const text: Scalar = { accepts: isText, code: 'notAText' };
const id: Scalar = { accepts: isId, code: 'notAnId' };

const scalars: Readonly<Record<OperandKind, Scalar>> = {
  id,
  member: id,
  relation: id,
  links: id,
  text,
  emails: text,
  phones: text,
  urls: text,
  files: text,
  address: text,
  location: { accepts: isArea, code: 'wrongValue' },
  json: text,
  choice: text,
  choices: text,
  number: { accepts: isNumber, code: 'notANumber' },
  date: { accepts: isDay, code: 'notADate' },
  anniversary: { accepts: isDay, code: 'notADate' },
  years: { accepts: isNumber, code: 'notANumber' },
  datetime: { accepts: (value) => isDay(value) || isInstant(value), code: 'notADatetime' },
  boolean: { accepts: (value) => typeof value === 'boolean', code: 'notABoolean' },
};

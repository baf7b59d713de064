import type { FieldError } from '../errors.ts';
import type { Field } from '../nouns/field.ts';
import { allFields, type Noun } from '../nouns/noun.ts';
import { matchesPattern } from '../text/pattern.ts';
import { checkFilter } from './check.ts';
import { type FilteredRecord, matchesFilter } from './evaluate.ts';
import { canRefer, isFieldReference } from './field-reference.ts';
import type { Condition, Filter, FilterContext } from './filter.ts';

/** Whether the record's field is shown and asked for. */
export function isVisible(field: Field, record: FilteredRecord, noun: Noun, ctx: FilterContext): boolean {
  return !field.visibleWhen || matches(field.visibleWhen, record, noun, ctx);
}

/** Whether the record's field must be filled in as the record stands. What is hidden is asked of nobody. */
export function isRequired(field: Field, record: FilteredRecord, noun: Noun, ctx: FilterContext): boolean {
  if (!isVisible(field, record, noun, ctx)) return false;
  return (
    field.required === true || (field.requiredWhen !== undefined && matches(field.requiredWhen, record, noun, ctx))
  );
}

/** Required whatever else the record holds; what depends on the record is asked by `findConditionFaults`. */
export function isAlwaysRequired(field: Field): boolean {
  return field.required === true && field.visibleWhen === undefined;
}

/**
 * What is wrong with a record by the conditions of its fields. Of a change only what it touches is asked: a field given
 * (`touched`), or one whose conditions look at a field given; so that records from before a condition stay changeable in
 * everything else.
 */
export function findConditionFaults(
  noun: Noun,
  record: FilteredRecord,
  ctx: FilterContext,
  touched?: ReadonlySet<string>,
): FieldError[] {
  const faults: FieldError[] = [];
  for (const { name, field, reads } of conditionalFields(noun)) {
    if (touched && !touched.has(name) && !reads.some((one) => touched.has(one))) continue;
    if (isVisible(field, record, noun, ctx)) faults.push(...faultsOf(name, field, record, noun, ctx));
  }
  return faults;
}

/** What is wrong with a condition of a field, as `checkFilter` tells it: it speaks of the record's own fields alone. */
export function checkFieldCondition(filter: Filter, noun: Noun): FieldError[] {
  const plain = withoutReferences(filter, noun);
  if (!plain) return [{ path: '', code: 'wrongValue' }];
  return conditionsIn(filter).some(({ op }) => op === 'isInTeamOf')
    ? [{ path: 'op', code: 'wrongValue' }]
    : checkFilter(plain, noun, () => null);
}

/** The fields a filter looks at, by name. */
export function fieldsRead(filter: Filter): readonly string[] {
  return conditionsIn(filter).flatMap(({ field, value }) =>
    [field, ...(isFieldReference(value) ? [value.field] : [])].map((path) => path.split('.')[0] ?? path),
  );
}

interface ConditionalField {
  readonly name: string;
  readonly field: Field;
  /** The fields its conditions look at. */
  readonly reads: readonly string[];
}

const conditionals = new WeakMap<Noun, readonly ConditionalField[]>();

/** The noun's fields that have conditions; found once a noun, as most have none. */
function conditionalFields(noun: Noun): readonly ConditionalField[] {
  let found = conditionals.get(noun);
  if (!found) {
    found = Object.entries(allFields(noun)).flatMap(([name, field]) => {
      const filters = [field.visibleWhen, field.requiredWhen, ...(field.checks ?? []).map((check) => check.refuseWhen)];
      const given = filters.filter((filter) => filter !== undefined);
      const asked = (given.length > 0 || field.pattern !== undefined) && !field.readOnly;
      return asked ? [{ name, field, reads: given.flatMap(fieldsRead) }] : [];
    });
    conditionals.set(noun, found);
  }
  return found;
}

function faultsOf(path: string, field: Field, record: FilteredRecord, noun: Noun, ctx: FilterContext): FieldError[] {
  const value = record[path];
  if (isNothing(value)) return isRequired(field, record, noun, ctx) ? [{ path, code: 'required' }] : [];
  if (field.pattern && typeof value === 'string' && !matchesPattern(value, field.pattern))
    return [{ path, code: 'wrongPattern', params: { example: field.pattern.example } }];
  const broken = (field.checks ?? []).find(({ refuseWhen }) => matches(refuseWhen, record, noun, ctx));
  return broken ? [{ path, code: 'refusedValue', params: { message: broken.message } }] : [];
}

function matches(filter: Filter, record: FilteredRecord, noun: Noun, ctx: FilterContext): boolean {
  return matchesFilter(filter, record, noun, () => null, ctx);
}

function conditionsIn(filter: Filter): readonly Condition[] {
  if ('all' in filter) return filter.all.flatMap(conditionsIn);
  if ('any' in filter) return filter.any.flatMap(conditionsIn);
  if ('not' in filter) return conditionsIn(filter.not);
  return 'field' in filter ? [filter] : [];
}

/** The filter with what may be compared with another field as a question whether it is filled; null where it may not be. */
function withoutReferences(filter: Filter, noun: Noun): Filter | null {
  if ('search' in filter || 'related' in filter || 'changed' in filter || 'was' in filter) return null;
  if ('not' in filter) {
    const inner = withoutReferences(filter.not, noun);
    return inner && { not: inner };
  }
  if ('all' in filter || 'any' in filter) {
    const children = ('all' in filter ? filter.all : filter.any).map((child) => withoutReferences(child, noun));
    return children.includes(null) ? null : { all: children as Filter[] };
  }
  if (!isFieldReference(filter.value)) return filter;
  return canRefer(filter, noun) ? { field: filter.field, op: 'isNotEmpty' } : null;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isNothing);
}

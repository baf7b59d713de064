import { localDayRange } from '../dates/time-zone.ts';
import { AppError } from '../errors.ts';
import { isValueError } from '../formula/value-error.ts';
import type { Noun } from '../nouns/noun.ts';
import { type FieldPath, type FindNoun, resolvePath } from './field-path.ts';
import { isFieldReference } from './field-reference.ts';
import type { Changed, Condition, Filter, FilterContext, Related, Was } from './filter.ts';
import { readOperand } from './operand.ts';
import { oppositeOf } from './operators-of.ts';
import { boundsOf, relatedKey, resolveRelated } from './related.ts';
import { resolveRelativeDay, resolveValue } from './resolve-value.ts';
import { holds } from './satisfy.ts';
import { matchesSearch, searchTextOf } from './search-text.ts';

/** A record's JSON, or a new record's values: fields not given are empty. Related fields are read from `company.record`. */
export type FilteredRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a record satisfies a filter: the same meaning as the compiled SQL has (docs/filter-language.md). The filter has
 * passed `checkFilter`.
 * @throws AppError 422 for a field that does not exist.
 */
export function matchesFilter(
  filter: Filter,
  record: FilteredRecord,
  noun: Noun,
  nouns: FindNoun,
  ctx: FilterContext,
): boolean {
  const matches = (child: Filter) => matchesFilter(child, record, noun, nouns, ctx);
  if ('all' in filter) return filter.all.every(matches);
  if ('any' in filter) return filter.any.some(matches);
  if ('not' in filter) return !matches(filter.not);
  if ('search' in filter) return matchesSearch(filter.search, searchTextOf(record, noun), filter.near);
  if ('related' in filter) return matchesRelated(filter.related, record, noun, nouns, ctx);
  if ('changed' in filter) return matchesChanged(filter.changed, record, ctx);
  if ('was' in filter) return matchesWas(filter.was, record, getPath(filter.was.field, noun, nouns), ctx);
  return matchesCondition(withReferred(filter, record, noun), record, getPath(filter.field, noun, nouns), ctx);
}

/** A record in memory holds what hangs on it as a list under `relatedKey`, each pointer's and link's record in `record`. */
function matchesRelated(
  related: Related,
  record: FilteredRecord,
  noun: Noun,
  nouns: FindNoun,
  ctx: FilterContext,
): boolean {
  const path = resolveRelated(noun, related, nouns);
  if (!path) throw new AppError(422, 'invalid', {}, [{ path: related.by, code: 'unknownField' }]);
  const { where } = related;
  const value = record[relatedKey(related)] ?? [];
  const held = (Array.isArray(value) ? value : [value]) as readonly FilteredRecord[];
  const hanging: readonly FilteredRecord[] = path.isOwn
    ? held.map(({ record: one }) => one as FilteredRecord).filter(Boolean)
    : held;
  const live = hanging.filter(({ deletedAt }) => !deletedAt);
  const count = where ? live.filter((one) => matchesFilter(where, one, path.noun, nouns, ctx)).length : live.length;
  const { least, most } = boundsOf(related);
  return count >= least && (most === null || count <= most);
}

interface PastChange {
  readonly at: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly kind: string;
}

/** A record in memory holds its history under `changes`. */
function matchesChanged({ field, since }: Changed, record: FilteredRecord, ctx: FilterContext): boolean {
  const day = typeof since === 'string' ? since : resolveRelativeDay(since, ctx.today);
  const start = localDayRange(ctx.timeZone, day).start.getTime();
  const changes = (record.changes ?? []) as readonly PastChange[];
  return changes.some(({ at, fields, kind }) => {
    if (Date.parse(at) < start) return false;
    return field === undefined ? kind !== 'computed' : kind !== 'created' && Object.hasOwn(fields, field);
  });
}

/** What the record held is what each change of the field, `{from, to}`, changed it from; after the last, what it holds. */
function matchesWas({ on, ...condition }: Was, record: FilteredRecord, path: FieldPath, ctx: FilterContext): boolean {
  const { field } = condition;
  const satisfies = (value: unknown) =>
    !isValueError(value) && matchesCondition(condition, { [field]: value }, path, ctx);
  const changes = ((record.changes ?? []) as readonly PastChange[]).filter(
    ({ kind, fields }) => kind !== 'created' && Object.hasOwn(fields, field),
  );
  const before = ({ fields }: PastChange) => satisfies((fields[field] as { readonly from?: unknown }).from);
  if (on === undefined) return satisfies(record[field]) || changes.some(before);
  const day = typeof on === 'string' ? on : resolveRelativeDay(on, ctx.today);
  const end = localDayRange(ctx.timeZone, day).end.getTime();
  if (!(Date.parse(String(record.createdAt)) < end)) return false;
  const [next] = changes
    .filter(({ at }) => Date.parse(at) >= end)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return next ? before(next) : satisfies(record[field]);
}

function matchesCondition(condition: Condition, record: FilteredRecord, path: FieldPath, ctx: FilterContext): boolean {
  const opposite = oppositeOf(condition.op);
  if (opposite) return !matchesCondition({ ...condition, op: opposite }, record, path, ctx);
  const operand = readOperand(record, path);
  if (condition.op === 'isNotEmpty') return operand.length > 0;
  const value = resolveValue(condition.value, path.kind, ctx);
  return operand.some((entry) => holds(path.kind, condition.op, entry, value, ctx));
}

/** A condition that compares with another field, with what the record holds there; nothing compares with an empty one. */
function withReferred(condition: Condition, record: FilteredRecord, noun: Noun): Condition {
  if (!isFieldReference(condition.value)) return condition;
  const [value = null] = readOperand(
    record,
    getPath(condition.value.field, noun, () => null),
  );
  return { ...condition, value: value as string | number | null };
}

function getPath(field: string, noun: Noun, nouns: FindNoun): FieldPath {
  const path = resolvePath(noun, field, nouns);
  if (!path) throw new AppError(422, 'invalid', {}, [{ path: field, code: 'unknownField' }]);
  return path;
}

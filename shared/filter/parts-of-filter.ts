import type { Condition, Filter, FilterValue, Related } from './filter.ts';

/** Every condition of a filter, wherever in the tree it stands. */
export function conditionsOf(filter: Filter): readonly Condition[] {
  if ('all' in filter) return filter.all.flatMap(conditionsOf);
  if ('any' in filter) return filter.any.flatMap(conditionsOf);
  if ('not' in filter) return conditionsOf(filter.not);
  return 'field' in filter ? [filter] : [];
}

/** What the filter asks of records that hang on the one that is filtered, wherever in the tree it stands. */
export function relatedIn(filter: Filter): readonly Related[] {
  if ('all' in filter) return filter.all.flatMap(relatedIn);
  if ('any' in filter) return filter.any.flatMap(relatedIn);
  if ('not' in filter) return relatedIn(filter.not);
  return 'related' in filter ? [filter.related] : [];
}

/** Whether what the filter lets pass changes with the day. */
export function usesDays(filter: Filter | undefined): boolean {
  return filter !== undefined && conditionsOf(filter).some(({ value }) => isRelative(value));
}

function isRelative(value: FilterValue | undefined): boolean {
  if (Array.isArray(value)) return value.some((one) => isRelative(one as FilterValue));
  return typeof value === 'object' && value !== null && 'from' in value;
}

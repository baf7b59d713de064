import type { Grouping, GroupKey } from '../contract/record-aggregate.ts';
import { addUnits } from '../dates/iso-date.ts';
import type { Filter } from './filter.ts';

/** The records of a group, as a filter: so its figures and its rows are of the same ones. */
export function conditionOfGroup({ field, by }: Grouping, key: GroupKey, isDay: boolean): Filter {
  if (key === null) return { field, op: 'isEmpty' };
  if (!isDay) return { field, op: 'is', value: typeof key === 'object' ? key.id : key };
  const from = String(key);
  const to = addUnits(from, 1, by ?? 'day');
  return {
    all: [
      { field, op: 'atLeast', value: from },
      { field, op: 'lessThan', value: to },
    ],
  };
}

/** A group's key as text, the same for the same group. */
export function textOfKey(key: GroupKey): string {
  return typeof key === 'object' && key !== null ? key.id : JSON.stringify(key);
}

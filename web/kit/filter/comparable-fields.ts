import { createContext, useContext } from 'react';
import { referringOperators } from '../../../shared/filter/field-reference.ts';
import type { Condition } from '../../../shared/filter/filter.ts';
import type { FilterTarget } from './filter-fields.ts';

/** The fields that conditions may be compared with instead of a value: where a single record is judged, never in lists. */
export const ComparableFields = createContext<readonly FilterTarget[]>([]);

const orderedKinds: ReadonlySet<string> = new Set(['number', 'percent', 'rating', 'money', 'date', 'datetime']);

/** The fields this condition may compare its own with. */
export function useComparableFields(target: FilterTarget, { op }: Condition): readonly FilterTarget[] {
  const fields = useContext(ComparableFields);
  if (target.part || !orderedKinds.has(target.field.kind) || !referringOperators.has(op)) return [];
  return fields.filter(({ field, path, part }) => !part && field.kind === target.field.kind && path !== target.path);
}

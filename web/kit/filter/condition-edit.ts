import type { Condition, FilterValue } from '../../../shared/filter/filter.ts';
import type { FilterTarget } from './filter-fields.ts';

/** What every editor of a condition's value takes. */
export interface ConditionValueProps {
  readonly target: FilterTarget;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

/** The condition with another value; an emptied one has none. */
export function withValue(condition: Condition, value: FilterValue | undefined): Condition {
  const { field, op } = condition;
  return value === undefined || value === null || value === '' ? { field, op } : { field, op, value };
}

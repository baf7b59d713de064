import type { Area } from '../../../shared/geo/location.ts';

/** A point and what is around it. */
export function isArea(value: unknown): value is Area {
  return typeof value === 'object' && value !== null && 'kilometres' in value;
}

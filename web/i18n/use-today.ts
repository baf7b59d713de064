import { useContext } from 'react';
import { TimeZoneContext } from './use-format.ts';
import { dayOf } from './wall-clock.ts';

/** Today's ISO date on the workspace's clock. */
export function useToday(): string {
  return dayOf(new Date(), useContext(TimeZoneContext));
}

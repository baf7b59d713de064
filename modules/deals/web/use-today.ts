import { useContext } from 'react';
import { TimeZoneContext } from '../../../web/i18n/use-format.ts';
import { dayOf } from '../../../web/i18n/wall-clock.ts';

/** Today's ISO date on the workspace's clock. */
export function useToday(): string {
  return dayOf(new Date(), useContext(TimeZoneContext));
}

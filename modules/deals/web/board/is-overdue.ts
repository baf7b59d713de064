import type { AnyRecord } from '../../../../shared/nouns/value.ts';

/** An open deal whose expected day of closing is before today (an ISO date). */
export function isOverdue(deal: AnyRecord, today: string): boolean {
  return deal.status === 'open' && typeof deal.expectedCloseOn === 'string' && deal.expectedCloseOn < today;
}

import { daysBetween } from '../../../shared/dates/iso-date.ts';
import type { Money, RecordOf } from '../../../shared/nouns/value.ts';
import type { invoice } from '../contract/index.ts';
import { isSome, minus } from './amounts.ts';

type Invoice = RecordOf<typeof invoice>;

/** What an issued invoice's standing follows from. */
export interface Facts extends Pick<Invoice, 'kind' | 'dueOn'> {
  readonly total: Money;
  readonly credited: Money;
  readonly paid: Money;
  /** The day of the latest payment put to it. */
  readonly lastPaidOn: string | null;
}

/** What is still to be paid, and how an issued invoice stands on a day: whatever came first, the same facts give the same. */
export function standingOf({ kind, dueOn, total, credited, paid, lastPaidOn }: Facts, today: string) {
  if (kind === 'creditNote')
    return { status: 'issued', balance: minus(total, total), paidOn: null, delayDays: null } as const;
  const balance = minus(total, credited, paid);
  if (!isSome(balance)) {
    const delayDays = lastPaidOn && dueOn ? daysBetween(dueOn, lastPaidOn) : null;
    return { status: 'paid', balance, paidOn: lastPaidOn, delayDays } as const;
  }
  const some = isSome(paid) ? 'partlyPaid' : 'issued';
  return { status: dueOn && dueOn < today ? 'overdue' : some, balance, paidOn: null, delayDays: null } as const;
}

import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../../shared/nouns/value.ts';
import { type Figure, useAggregate } from '../../../../web/kit/data/aggregate.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';
import { lessOf, type Year, yearsOf } from './money-figures.ts';

/** What a client is invoiced, has paid and owes, one amount a currency; of records that one may see. */
export interface MoneyFigures {
  readonly count: number;
  readonly invoiced: readonly Money[];
  readonly paid: readonly Money[];
  readonly balance: readonly Money[];
  readonly overdue: readonly Money[];
  /** Days after the day it was due, on average; below nought when before. */
  readonly delay: number | null;
  readonly years: readonly Year[];
}

export const whose = (pointer: string, ids: readonly string[]): Filter =>
  ids.length > 1 ? { field: pointer, op: 'isAnyOf', value: ids } : { field: pointer, op: 'is', value: ids[0] ?? '' };

const inForce: Filter = {
  all: [
    { field: 'kind', op: 'is', value: 'invoice' },
    { field: 'status', op: 'isAnyOf', value: ['issued', 'partlyPaid', 'overdue', 'paid'] },
  ],
};

export function overdueOf(client: Filter): Filter {
  const open: Filter = { field: 'status', op: 'isAnyOf', value: ['issued', 'partlyPaid', 'overdue'] };
  const late: Filter = { field: 'dueOn', op: 'lessThan', value: { from: 'today' } };
  return { all: [client, open, late] };
}

/** Fields without which there are no figures: to whoever may not know them, none is told. */
export function isKnown(invoice: NounMetadata): boolean {
  return ['total', 'paid', 'credited', 'balance', 'status', 'kind', 'dueOn', 'issuedOn'].every((name) => {
    const field = findField(invoice, name);
    return field && !field.masked;
  });
}

/** Null until they are known. */
export function useMoneyFigures(invoice: NounMetadata, client: Filter): MoneyFigures | null {
  const filter: Filter = { all: [client, inForce] };
  const sums = (['total', 'credited', 'paid', 'balance'] as const).map((field) => ({ op: 'sum' as const, field }));
  const delay = findField(invoice, 'delayDays') ? [{ op: 'avg' as const, field: 'delayDays' }] : [];
  const whole = useAggregate(invoice, { filter, measures: [{ op: 'count' }, ...sums, ...delay] });
  const late = useAggregate(invoice, { filter: overdueOf(client), measures: [{ op: 'sum', field: 'balance' }] });
  const byYear = useAggregate(invoice, {
    ...{ filter, group: [{ field: 'issuedOn', by: 'year' }], measures: sums.slice(0, 2) },
  });
  const values = whole.data?.groups[0]?.values;
  if (!values || !late.data || !byYear.data) return null;
  const [count, total, credited, paid, balance, days] = values;
  return {
    ...{ count: Number(count ?? 0), invoiced: lessOf(amounts(total), amounts(credited)) },
    ...{ paid: amounts(paid), balance: amounts(balance), overdue: amounts(late.data.groups[0]?.values[0]) },
    delay: days === null || days === undefined ? null : Math.round(Number(days)),
    years: yearsOf(byYear.data.groups),
  };
}

export interface PaymentFigures {
  readonly ahead: readonly Money[];
  readonly last: AnyRecord | null;
}

/** What was paid ahead of any invoice, and the latest payment. */
export function usePaymentFigures(payment: NounMetadata | null, client: Filter): PaymentFigures {
  const isSummed = Boolean(payment && findField(payment, 'unallocated') && !findField(payment, 'unallocated')?.masked);
  const noun = (payment ?? { name: 'payment', plural: 'payments', fields: [] }) as unknown as NounMetadata;
  const { data } = useAggregate(
    noun,
    { filter: client, measures: [{ op: 'sum', field: 'unallocated' }] },
    isSummed && payment?.may.read,
  );
  const came: Filter = { all: [client, { field: 'direction', op: 'is', value: 'incoming' }] };
  const list = useRecordList(noun, { filter: came, sort: '-paidOn', limit: 1 }, payment?.may.read === true);
  return { ahead: amounts(data?.groups[0]?.values[0]), last: list.records[0] ?? null };
}

const amounts = (figure: Figure | undefined): readonly Money[] => (Array.isArray(figure) ? figure : []);

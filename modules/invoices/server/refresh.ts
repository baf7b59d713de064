import { asSystem, filterContextOf, type TransactionContext } from '../../../server/context.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import type { Money, RecordOf } from '../../../shared/nouns/value.ts';
import { invoice, invoiceLine, payment } from '../contract/index.ts';
import { lineAmounts, minus, sumLines, zero } from './amounts.ts';
import { sumOfPayment, sumParts } from './invoice.repository.ts';
import { standingOf } from './standing.ts';

export type Invoice = RecordOf<typeof invoice>;
export type Payment = RecordOf<typeof payment>;

/** The record as it is now, with every field; whoever else would change it waits. */
export async function lockWhole<N extends typeof invoice | typeof payment>(
  ctx: TransactionContext,
  noun: N,
  id: string,
): Promise<RecordOf<N>> {
  const system = asSystem(ctx);
  return (await lockRecord(system, system.registry.getNoun(noun.name), id, 'update')).record as object as RecordOf<N>;
}

/** Works out what a draft's lines come to, and the lines anew where what prices hold was changed. */
export async function followLines(ctx: TransactionContext, id: string): Promise<void> {
  const record = await lockWhole(ctx, invoice, id);
  const lines = await readMany(asSystem(ctx), invoiceLine, 'invoice', [id]);
  const amounts = lines.map((line) => lineAmounts(line, record.taxIncluded === true));
  for (const [index, line] of lines.entries()) await writeFields(ctx, invoiceLine, { ...line }, { ...amounts[index] });
  await writeFields(ctx, invoice, { ...record }, { ...sumLines(amounts) });
}

/** Works out what is still to be paid of an issued invoice and how it stands, from what was put to it and credited. */
export async function followPayments(ctx: TransactionContext, id: string): Promise<void> {
  const record = await lockWhole(ctx, invoice, id);
  if (!record.total || record.status === 'draft' || record.status === 'cancelled') return;
  const { amount, lastPaidOn } = await sumParts(ctx, id);
  const { kind, dueOn, total } = record;
  const [paid, credited] = [{ amount, currency: total.currency }, record.credited ?? zero(total.currency)];
  const standing = standingOf({ kind, dueOn, total, credited, paid, lastPaidOn }, filterContextOf(ctx).today);
  await writeFields(ctx, invoice, { ...record }, { paid, ...standing });
}

/** Works out what is left of a payment. */
export async function followParts(ctx: TransactionContext, id: string): Promise<void> {
  const record = await lockWhole(ctx, payment, id);
  const { currency } = record.amount;
  const sums = await sumOfPayment(ctx, id);
  const [allocated, refunded]: Money[] = [
    { amount: sums.allocated, currency },
    { amount: sums.refunded, currency },
  ];
  await writeFields(
    ctx,
    payment,
    { ...record },
    { allocated, refunded, unallocated: leftOf(record, allocated, refunded) },
  );
}

/** Of what went back to a client nothing is left to be put anywhere. */
export function leftOf(
  { direction, amount }: Pick<Payment, 'direction' | 'amount'>,
  allocated: Money | null | undefined,
  refunded: Money | null | undefined,
): Money {
  return direction === 'refund' ? zero(amount.currency) : minus(amount, allocated ?? null, refunded ?? null);
}

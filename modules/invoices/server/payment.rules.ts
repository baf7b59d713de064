import { assertMayKnow } from '../../../server/access/access.ts';
import { withOwnFields } from '../../../server/access/seen-registry.ts';
import { filterContextOf, type TransactionContext } from '../../../server/context.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { formatDate } from '../../../shared/dates/format-date.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import type { Money, RecordOf } from '../../../shared/nouns/value.ts';
import { payment } from '../contract/index.ts';
import { isMore, isSome, minus, plus, zero } from './amounts.ts';
import { listInvoicesOf } from './invoice.repository.ts';
import { followParts, followPayments, leftOf, lockWhole } from './refresh.ts';

/** A payment is more than nothing, and no less than what was put to invoices and given back of it. */
export const paymentRules = defineRules({
  noun: payment,

  async beforeCreate(ctx, values) {
    const amount = values.amount as Money;
    if (!isSome(amount)) throw invalidField('amount', 'notPositive');
    const direction = values.direction as 'incoming' | 'refund';
    const source = await sourceOf(ctx, direction, values, amount);
    const paidOn = (values.paidOn as string | undefined) ?? filterContextOf(ctx).today;
    const none = zero(amount.currency);
    return {
      ...values,
      ...{ paidOn, name: values.name || nameOfDay(ctx, paidOn), allocated: none, refunded: none },
      company: values.company ?? (values.person ? null : (source?.company?.id ?? null)),
      person: values.person ?? (values.company ? null : (source?.person?.id ?? null)),
      unallocated: leftOf({ direction, amount }, none, none),
    };
  },

  async beforeUpdate(ctx, before, patch) {
    for (const name of ['direction', 'refundOf']) if (name in patch) throw invalidField(name, 'readOnly');
    const name = namedAnew(ctx, before, patch);
    if (!('amount' in patch)) return { ...patch, ...name };
    assertKnown(ctx);
    const amount = patch.amount as Money;
    if (!isSome(amount)) throw invalidField('amount', 'notPositive');
    const used = plus(before.allocated ?? zero(amount.currency), before.refunded);
    if (isSome(used) && amount.currency !== before.amount.currency)
      throw invalidField('amount.currency', 'paymentCurrency', { currency: before.amount.currency });
    if (isMore(used, amount)) throw invalidField('amount', 'paymentTooSmall', { least: used.amount });
    if (before.refundOf) await assertLeft(ctx, before.refundOf.id, amount, before.amount);
    const sums = isSome(used) ? {} : { allocated: zero(amount.currency), refunded: zero(amount.currency) };
    return {
      ...patch,
      ...name,
      ...sums,
      unallocated: leftOf({ ...before, amount }, before.allocated, before.refunded),
    };
  },

  async beforeDelete(ctx, before) {
    const { allocated, refunded } = await lockWhole(ctx, payment, before.id);
    if (isSome(allocated) || isSome(refunded)) throw new AppError(409, 'paymentUsed');
  },

  async beforeRestore(ctx, before) {
    if (before.refundOf) await assertLeft(ctx, before.refundOf.id, before.amount);
  },

  async afterWrite(ctx, before, after) {
    const refunded = (after ?? before)?.refundOf;
    if (refunded) await followParts(ctx, refunded.id);
    if (before && after && before.paidOn !== after.paidOn)
      for (const id of await listInvoicesOf(ctx, after.id)) await followPayments(ctx, id);
  },
});

/** What a payment is called that neither the payer nor the bank calls anything: its day, as the workspace writes it. */
const nameOfDay = ({ workspace }: TransactionContext, day: string): string => formatDate(day, workspace.language);

/** What is called by its day is called by another one as soon as it is of that. */
function namedAnew(ctx: TransactionContext, before: RecordOf<typeof payment>, patch: Values): Values {
  const day = (patch.paidOn ?? before.paidOn) as string | null;
  const isByDay = before.paidOn && [before.paidOn, nameOfDay(ctx, before.paidOn)].includes(before.name ?? '');
  const isNameless = 'name' in patch ? !patch.name : isByDay && 'paidOn' in patch;
  return isNameless && day ? { name: nameOfDay(ctx, day) } : {};
}

/** How much may still be given back, or has to stay, is said by the refusal of more or less. */
function assertKnown(ctx: TransactionContext): void {
  assertMayKnow(withOwnFields(ctx), payment, 'amount', 'allocated', 'refunded', 'unallocated');
}

/** What a refund gives back. */
async function sourceOf(
  ctx: TransactionContext,
  direction: 'incoming' | 'refund',
  { refundOf }: Values,
  amount: Money,
) {
  if (direction === 'refund' && !refundOf) throw invalidField('refundOf', 'required');
  if (direction !== 'refund' && refundOf) throw invalidField('refundOf', 'refundOnly');
  return refundOf ? assertLeft(ctx, refundOf as string, amount) : null;
}

/** No more is given back than is left of a payment; two who give back at once take turns. */
async function assertLeft(ctx: TransactionContext, id: string, amount: Money, before?: Money) {
  assertKnown(ctx);
  const source = await lockWhole(ctx, payment, id);
  if (source.deletedAt) throw new AppError(409, 'inBin', { noun: payment.name, id });
  if (source.direction === 'refund') throw invalidField('refundOf', 'refundOfRefund');
  const { currency } = source.amount;
  if (amount.currency !== currency) throw invalidField('amount.currency', 'paymentCurrency', { currency });
  const left = plus(source.unallocated ?? zero(currency), before ?? null);
  if (isMore(amount, left)) throw invalidField('amount', 'moreThanLeft', { most: minus(left).amount });
  return source;
}

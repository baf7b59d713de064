import { assertMayKnow } from '../../../server/access/access.ts';
import { withOwnFields } from '../../../server/access/seen-registry.ts';
import type { TransactionContext } from '../../../server/context.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { defineRules } from '../../../server/records/rules.ts';
import { AppError, forbidden, invalidField } from '../../../shared/errors.ts';
import type { Money } from '../../../shared/nouns/value.ts';
import { invoice, payment, paymentPart } from '../contract/index.ts';
import { isMore, isSome, least, plus, zero } from './amounts.ts';
import { followParts, followPayments, lockWhole } from './refresh.ts';

/** No more is put to an invoice than is left of the payment and due on the invoice, whoever else does so at the same moment. */
export const paymentPartRules = defineRules({
  noun: paymentPart,

  async beforeCreate(ctx, values) {
    assertKnown(ctx);
    const most = await lockBoth(ctx, values.payment as string, values.invoice as string);
    const amount = (values.amount as Money | null | undefined) ?? most.amount;
    assertFits(amount, most.amount);
    return { ...values, amount, name: most.number };
  },

  async beforeUpdate(ctx, before, patch) {
    assertKnown(ctx);
    for (const name of ['payment', 'invoice']) if (name in patch) throw invalidField(name, 'readOnly');
    const most = await lockBoth(ctx, before.payment.id, before.invoice.id, before.amount);
    if ('amount' in patch) assertFits((patch.amount ?? zero(most.amount.currency)) as Money, most.amount);
    return patch;
  },

  async beforeDelete(ctx, before) {
    await lockBoth(ctx, before.payment.id, before.invoice.id, before.amount);
  },

  async beforeRestore(ctx, before) {
    assertKnown(ctx);
    const most = await lockBoth(ctx, before.payment.id, before.invoice.id);
    assertFits(before.amount ?? zero(most.amount.currency), most.amount);
  },

  async afterWrite(ctx, before, after) {
    const part = after ?? before;
    if (!part) return;
    await followParts(ctx, part.payment.id);
    await followPayments(ctx, part.invoice.id);
  },
});

/** How much fits, and what is taken where nothing is said, tells what is left and due: rules see every field, whoever acts may not. */
function assertKnown(ctx: TransactionContext): void {
  const seen = withOwnFields(ctx);
  assertMayKnow(seen, payment, 'amount', 'unallocated');
  assertMayKnow(seen, invoice, 'balance');
}

/** What may be put at most; always the payment first, so that nobody waits for each other. `before`: what the part holds already. */
async function lockBoth(ctx: TransactionContext, paymentId: string, invoiceId: string, before: Money | null = null) {
  const from = await lockWhole(ctx, payment, paymentId);
  const { allowed } = await lockRecord(ctx, ctx.registry.getNoun(invoice.name), invoiceId, 'update');
  if (!allowed) throw forbidden('update', invoice.name);
  const to = await lockWhole(ctx, invoice, invoiceId);
  for (const [noun, record] of [[payment, from] as const, [invoice, to] as const])
    if (record.deletedAt) throw new AppError(409, 'inBin', { noun: noun.name, id: record.id });
  if (from.direction === 'refund') throw invalidField('payment', 'refundNotPut');
  if (!to.balance || to.kind === 'creditNote' || to.status === 'draft' || to.status === 'cancelled')
    throw invalidField('invoice', 'invoiceNotOpen');
  const { currency } = to.balance;
  if (from.amount.currency !== currency) throw invalidField('amount.currency', 'paymentCurrency', { currency });
  const [left, due] = [plus(from.unallocated ?? zero(currency), before), plus(to.balance, before)];
  return { amount: least(left, due), number: to.number };
}

function assertFits(amount: Money, most: Money): void {
  if (amount.currency !== most.currency)
    throw invalidField('amount.currency', 'paymentCurrency', { currency: most.currency });
  if (!isSome(amount)) throw invalidField('amount', isSome(most) ? 'notPositive' : 'nothingLeft');
  if (isMore(amount, most)) throw invalidField('amount', 'moreThanLeft', { most: most.amount });
}

import { Decimal } from 'decimal.js';
import type { TransactionContext } from '../../../server/context.ts';
import { getRecord, lockRecord } from '../../../server/records/read.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { writeFields } from '../../../server/records/update.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { roundMoney } from '../../../shared/money/amount.ts';
import type { AnyRecord, Money } from '../../../shared/nouns/value.ts';
import { product } from '../../products/contract/index.ts';
import { deal, dealLine } from '../contract/index.ts';
import { findCurrency, findOtherSum, nextPosition } from './deal.repository.ts';

/** A line's amount follows from quantity, price and discount; the deal's amount from its lines. */
export const dealLineRules = defineRules({
  noun: dealLine,

  async beforeCreate(ctx, values) {
    const dealId = values.deal as string;
    await lockDeal(ctx, dealId);
    const chosen = values.product ? await getRecord(ctx, product, values.product as string) : null;
    const price = priceFor(ctx, values, chosen?.price ?? null);
    const name = (values.name as string | undefined) || chosen?.name;
    if (!name) throw invalidField('product', 'required');
    await assertCurrency(ctx, dealId, price);
    const position = values.position || (await nextPosition(ctx, dealId));
    return { ...values, name, price, position, amount: amountOf({ ...values, price }) };
  },

  async beforeUpdate(ctx, before, patch) {
    if ('deal' in patch) throw invalidField('deal', 'readOnly');
    await lockDeal(ctx, before.deal.id);
    if (!patch.name && 'name' in patch) throw invalidField('name', 'required');
    if ('price' in patch) await assertCurrency(ctx, before.deal.id, patch.price as Money | null);
    return { ...patch, amount: amountOf({ ...before, ...patch }) };
  },

  async beforeDelete(ctx, before) {
    await lockDeal(ctx, before.deal.id);
  },

  async beforeRestore(ctx, before) {
    await lockDeal(ctx, before.deal.id);
    await assertCurrency(ctx, before.deal.id, before.amount);
  },

  async afterWrite(ctx, before, after) {
    const line = after ?? before;
    if (line) await followLines(ctx, line.deal.id);
  },
});

/** The price given, else the product's; what comes from elsewhere without a price is not made up. */
function priceFor(ctx: TransactionContext, values: Values, listPrice: Money | null): Money | null {
  if (values.price !== undefined) return values.price as Money | null;
  return ctx.through === 'import' ? null : listPrice;
}

/** Quantity × price × (1 − discount / 100), rounded once, half away from zero, to the currency's decimals. */
function amountOf(line: Values): Money | null {
  const price = line.price as Money | null;
  if (!price) return null;
  const share = new Decimal(100).minus((line.discount as number | null) ?? 0).div(100);
  const amount = new Decimal(price.amount).times((line.quantity as number | null) ?? 1).times(share);
  return roundMoney({ amount: amount.toString(), currency: price.currency });
}

/**
 * Two people who change lines of one deal at once take turns: the sum is that of both, in one currency. Throws 409 `inBin`
 * when the deal went there meanwhile.
 */
async function lockDeal(ctx: TransactionContext, dealId: string): Promise<AnyRecord> {
  const { record } = await lockRecord(ctx, deal, dealId, 'update');
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: deal.name, id: dealId });
  return record;
}

async function followLines(ctx: TransactionContext, dealId: string): Promise<void> {
  const sum = await findOtherSum(ctx, dealId);
  if (sum) await writeFields(ctx, deal, await lockDeal(ctx, dealId), { amount: sum });
}

async function assertCurrency(ctx: TransactionContext, dealId: string, price: Money | null): Promise<void> {
  const currency = price && (await findCurrency(ctx, dealId));
  if (currency && currency !== price?.currency) throw invalidField('price.currency', 'otherCurrency', { currency });
}

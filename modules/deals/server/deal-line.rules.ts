import { Decimal } from 'decimal.js';
import type { TransactionContext } from '../../../server/context.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readKnown } from '../../../server/records/read-known.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { writeFields } from '../../../server/records/update.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { roundMoney } from '../../../shared/money/amount.ts';
import type { AnyRecord, Money, RecordOf } from '../../../shared/nouns/value.ts';
import { product } from '../../products/contract/index.ts';
import { deal, dealLine } from '../contract/index.ts';
import { type LineGround, listLineGrounds, listOtherSums, lockLiveDeals } from './deal-line.repository.ts';

/** A line's amount follows from quantity, price and discount; the deal's amount from its lines. */
export const dealLineRules = defineRules({
  noun: dealLine,

  beforeCreateMany: completeNewLines,

  async beforeCreate(ctx, values) {
    const [completed = values] = await completeNewLines(ctx, [values]);
    return completed;
  },

  async beforeUpdate(ctx, before, patch) {
    if ('deal' in patch) throw invalidField('deal', 'readOnly');
    await lockDeal(ctx, before.deal.id);
    if (!patch.name && 'name' in patch) throw invalidField('name', 'required');
    if ('price' in patch) await assertDealCurrency(ctx, before.deal.id, patch.price as Money | null);
    return { ...patch, amount: amountOf({ ...before, ...patch }) };
  },

  async beforeDelete(ctx, before) {
    await lockDeal(ctx, before.deal.id);
  },

  async beforeRestore(ctx, before) {
    await lockDeal(ctx, before.deal.id);
    await assertDealCurrency(ctx, before.deal.id, before.amount);
  },

  async afterWrite(ctx, before, after) {
    const line = after ?? before;
    if (line) await followLines(ctx, [line.deal.id]);
  },

  async afterCreateMany(ctx, lines) {
    await followLines(ctx, [...new Set(lines.map(({ values }) => values.deal as string))]);
  },
});

/** Gives new lines name, price, place and amount, by their product and the lines that are there before them. */
async function completeNewLines(ctx: TransactionContext, records: readonly Values[]): Promise<readonly Values[]> {
  const deals = [...new Set(records.map((values) => values.deal as string))];
  const live = await lockLiveDeals(ctx, deals);
  const gone = deals.find((id) => !live.has(id));
  if (gone) throw new AppError(409, 'inBin', { noun: deal.name, id: gone });
  const products = await listProducts(ctx, records);
  const grounds = new Map(await listLineGrounds(ctx, deals));
  return records.map((values) => {
    const ground = grounds.get(values.deal as string) ?? { currency: null, position: 0 };
    const line = completeLine(ctx, values, products.get(values.product as string) ?? null, ground);
    const currency = line.amount ? (line.amount as Money).currency : ground.currency;
    const position = Math.max(ground.position, (line.position as number) + 1);
    grounds.set(values.deal as string, { currency, position });
    return line;
  });
}

function completeLine(
  ctx: TransactionContext,
  values: Values,
  chosen: RecordOf<typeof product> | null,
  ground: LineGround,
): Values {
  const price = priceFor(ctx, values, chosen?.price ?? null);
  const name = (values.name as string | undefined) || chosen?.name;
  if (!name) throw invalidField('product', 'required');
  assertCurrency(price, ground.currency);
  const position = values.position || ground.position;
  return { ...values, name, price, position, amount: amountOf({ ...values, price }) };
}

async function listProducts(ctx: TransactionContext, records: readonly Values[]) {
  const ids = records.flatMap((values) => (values.product ? [values.product as string] : []));
  const found = await readKnown(ctx, product, 'id', [...new Set(ids)]);
  return new Map(found.map((one) => [one.id, one]));
}

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

async function followLines(ctx: TransactionContext, deals: readonly string[]): Promise<void> {
  for (const [id, amount] of await listOtherSums(ctx, deals))
    await writeFields(ctx, deal, await lockDeal(ctx, id), { amount });
}

async function assertDealCurrency(ctx: TransactionContext, dealId: string, price: Money | null): Promise<void> {
  const ground = price && (await listLineGrounds(ctx, [dealId])).get(dealId);
  assertCurrency(price, ground?.currency ?? null);
}

function assertCurrency(price: Money | null, currency: string | null): void {
  if (price && currency && currency !== price.currency)
    throw invalidField('price.currency', 'otherCurrency', { currency });
}

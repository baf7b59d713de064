import { assertMay, assertMayKnow } from '../../../server/access/access.ts';
import {
  asSystem,
  type Context,
  filterContextOf,
  inTransaction,
  type TransactionContext,
} from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import { invalidField } from '../../../shared/errors.ts';
import { decimal, roundMoney } from '../../../shared/money/amount.ts';
import type { Money } from '../../../shared/nouns/value.ts';
import { invoice, invoiceLine, payment } from '../contract/index.ts';
import { compare, isMore, isSome, minus, plus, zero } from './amounts.ts';
import { lockIssued, number } from './invoice.service.ts';
import { followPayments, type Invoice, lockWhole } from './refresh.ts';

/**
 * Issues a credit note over an amount, or over all of the invoice that was not credited yet: with its lines where it is the whole, else
 * with one line that names it and its share of the tax. The next number of the same side is its number.
 * @throws AppError 403, also where amounts are closed to the actor, 404, 409 `inBin` and `invoiceNotIssued`, 422 naming what does not fit
 */
export function credit(
  ctx: Context,
  id: string,
  { amount, reason }: { readonly amount?: Money | undefined; readonly reason: string },
): Promise<{ readonly invoice: string }> {
  return inTransaction(ctx, async (tx) => {
    assertMay(tx, payment, 'create');
    assertMayKnow(tx, invoice, 'total', 'tax', 'credited');
    assertMayKnow(tx, invoiceLine, 'price', 'amount');
    const original = await lockIssued(tx, id);
    const { currency } = original.total;
    const left = minus(original.total, original.credited);
    const taken = amount ?? left;
    if (taken.currency !== currency) throw invalidField('amount.currency', 'paymentCurrency', { currency });
    if (!isSome(taken)) throw invalidField('amount', isSome(left) ? 'notPositive' : 'nothingLeft');
    if (isMore(taken, left)) throw invalidField('amount', 'moreThanLeft', { most: left.amount });
    const note = await write(tx, original, taken, reason);
    await writeFields(
      tx,
      invoice,
      { ...(await lockWhole(tx, invoice, id)) },
      {
        credited: plus(original.credited ?? zero(currency), taken),
      },
    );
    await followPayments(tx, id);
    return { invoice: note };
  });
}

async function write(tx: TransactionContext, original: Invoice & { total: Money }, taken: Money, reason: string) {
  const { company, person, deal, contract, ownSide, owner, taxIncluded } = original;
  const pointers = Object.entries({ company, person, deal, contract, ownSide, owner }).flatMap(([name, to]) =>
    to ? [[name, to.id] as const] : [],
  );
  // What the note says of others was said by the invoice: whoever may credit it need not see all of them.
  const system = asSystem(tx);
  const values = { ...Object.fromEntries(pointers), taxIncluded, paymentDays: 0, description: reason };
  const { id } = await createRecord(system, invoice, values);
  if (compare(taken, original.total) === 0) await copyLines(system, original.id, id);
  else await shareLine(system, original, taken, id);
  const note = await lockWhole(system, invoice, id);
  await writeFields(tx, invoice, { ...note }, { kind: 'creditNote', corrects: original.id });
  await number(tx, await lockWhole(tx, invoice, id), filterContextOf(tx).today);
  return id;
}

async function copyLines(system: TransactionContext, from: string, to: string): Promise<void> {
  for (const line of await readMany(system, invoiceLine, 'invoice', [from])) {
    const { name, product, quantity, price, discount, taxRate, position } = line;
    const copied = { name, quantity, price, discount, taxRate, position };
    await createRecord(system, invoiceLine, { ...copied, invoice: to, ...(product ? { product: product.id } : {}) });
  }
}

/** The tax of a part is the same part of the tax, and the two together exactly what is taken. */
async function shareLine(system: TransactionContext, original: Invoice & { total: Money }, taken: Money, to: string) {
  const { currency } = taken;
  const share = decimal(taken.amount).div(original.total.amount);
  const tax = roundMoney({
    amount: decimal(original.tax?.amount ?? 0)
      .times(share)
      .toFixed(),
    currency,
  });
  const net = minus(taken, tax);
  const line = await createRecord(system, invoiceLine, {
    ...{ invoice: to, name: original.number ?? original.name, price: original.taxIncluded ? taken : net, taxRate: 0 },
  });
  await writeFields(system, invoiceLine, { ...line }, { amount: net, taxAmount: tax });
  const note = await lockWhole(system, invoice, to);
  await writeFields(system, invoice, { ...note }, { net, tax, total: taken });
}

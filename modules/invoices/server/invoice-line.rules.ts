import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { readKnown } from '../../../server/records/read-known.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { defineRules } from '../../../server/records/rules.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import type { Money } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { invoice, invoiceLine } from '../contract/index.ts';
import { lineAmounts, type PricedLine } from './amounts.ts';
import { findLineGround } from './invoice.repository.ts';
import { followLines, type Invoice, lockWhole } from './refresh.ts';

/** Lines of a draft: in one currency, their amounts follow from quantity, price, discount and tax. */
export const invoiceLineRules = defineRules({
  noun: invoiceLine,

  async beforeCreate(ctx, values) {
    const draft = await lockDraft(ctx, values.invoice as string);
    const ground = await findLineGround(ctx, draft.id);
    const [chosen] = await readKnown(ctx, product, 'id', values.product ? [values.product as string] : []);
    const price = values.price === undefined ? (chosen?.price ?? null) : (values.price as Money | null);
    const name = values.name || chosen?.name;
    if (!name) throw invalidField('product', 'required');
    assertCurrency(price, ground.currency);
    const taxRate = values.taxRate === undefined ? await usualTax(ctx, draft) : values.taxRate;
    const line = { ...values, name, price, taxRate, position: values.position || ground.position };
    return { ...line, ...lineAmounts(line as object as PricedLine, draft.taxIncluded === true) };
  },

  async beforeUpdate(ctx, before, patch) {
    if ('invoice' in patch) throw invalidField('invoice', 'readOnly');
    if ('name' in patch && !patch.name) throw invalidField('name', 'required');
    const draft = await lockDraft(ctx, before.invoice.id);
    if ('price' in patch) assertCurrency(patch.price as Money | null, await otherCurrency(ctx, before));
    return { ...patch, ...lineAmounts({ ...before, ...patch }, draft.taxIncluded === true) };
  },

  async beforeDelete(ctx, before) {
    await lockDraft(ctx, before.invoice.id);
  },

  async beforeRestore(ctx, before) {
    await lockDraft(ctx, before.invoice.id);
    assertCurrency(before.price, (await findLineGround(ctx, before.invoice.id)).currency);
  },

  async afterWrite(ctx, before, after) {
    const line = after ?? before;
    if (line) await followLines(ctx, line.invoice.id);
  },
});

/** Two who change one draft at once take turns. Throws 409 for one that was issued or lies in the bin. */
async function lockDraft(ctx: TransactionContext, id: string): Promise<Invoice> {
  const record = await lockWhole(ctx, invoice, id);
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: invoice.name, id });
  if (record.status !== 'draft') throw new AppError(409, 'invoiceIssued');
  return record;
}

async function usualTax(ctx: TransactionContext, { ownSide }: Invoice): Promise<number | null> {
  const [side] = await readMany(asSystem(ctx), company, 'id', ownSide ? [ownSide.id] : []);
  return side?.taxRate ?? null;
}

/** The currency of the other lines. */
async function otherCurrency(ctx: TransactionContext, { id, invoice: of }: { id: string; invoice: { id: string } }) {
  const lines = await readMany(asSystem(ctx), invoiceLine, 'invoice', [of.id]);
  return lines.find((line) => line.id !== id && line.price)?.price?.currency ?? null;
}

function assertCurrency(price: Money | null, currency: string | null): void {
  if (price && currency && currency !== price.currency)
    throw invalidField('price.currency', 'invoiceCurrency', { currency });
}

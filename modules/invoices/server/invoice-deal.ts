import { assertMayKnow } from '../../../server/access/access.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { contract } from '../../contracts/contract/index.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { invoice, invoiceLine } from '../contract/index.ts';

/**
 * A draft out of a deal: its client, its lines with their discounts, the terms of its contract. A deal without lines becomes one line
 * over its amount.
 * @throws AppError 403 where amounts of the deal are closed to the actor, 404
 */
export function draftFromDeal(ctx: Context, id: string): Promise<{ readonly invoice: string }> {
  return inTransaction(ctx, async (tx) => {
    assertMayKnow(tx, deal, 'amount', 'company', 'name');
    assertMayKnow(tx, dealLine, 'name', 'product', 'quantity', 'price', 'discount', 'amount');
    const sale = await getRecord(tx, deal, id);
    const agreed = await findContract(tx, id);
    const draft = await createRecord(tx, invoice, { deal: id, ...(agreed ? { contract: agreed } : {}) });
    const lines = (await readMany(tx, dealLine, 'deal', [id])).toSorted(
      (a, b) => (a.position ?? 0) - (b.position ?? 0),
    );
    for (const { name, product, quantity, price, discount } of lines) {
      const line = { name, quantity, price, discount, ...(product ? { product: product.id } : {}) };
      await createRecord(tx, invoiceLine, { invoice: draft.id, ...line });
    }
    if (!lines.some(({ price }) => price) && sale.amount)
      await createRecord(tx, invoiceLine, { invoice: draft.id, name: sale.name || draft.name, price: sale.amount });
    return { invoice: draft.id };
  });
}

/** The newest contract of the deal that came to something, among those the actor sees. */
async function findContract(tx: TransactionContext, id: string): Promise<string | null> {
  const contracts = await readMany(tx, contract, 'deal', [id]);
  return contracts.findLast(({ status }) => status === 'signed' || status === 'running')?.id ?? null;
}

import { mayKnow } from '../../../server/access/access.ts';
import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError, forbidden } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { product } from '../../products/contract/index.ts';
import { installedItem } from '../contract/index.ts';

type Item = RecordOf<typeof installedItem>;

/**
 * Makes a deal of what a client has at work: theirs, the actor's, with a line of the same product where it is ours, and with what is
 * to be replaced named in it. The item points at the deal from then on.
 * @throws AppError 403, 404, 409 `inBin` and `offeredAlready`, and what stands against a deal like that
 */
export function offer(ctx: Context, id: string): Promise<{ readonly deal: string }> {
  return inTransaction(ctx, async (tx) => {
    const item = known(tx, await lockItem(tx, id));
    const [chosen] = item.product ? await readMany(tx, product, 'id', [item.product.id]) : [];
    const made = await createRecord(tx, deal, {
      ...{ name: chosen?.name ?? item.name, company: item.company.id, description: describe(item) },
    });
    if (chosen) await createRecord(tx, dealLine, { deal: made.id, product: chosen.id, quantity: item.quantity ?? 1 });
    await updateRecord(tx, installedItem, id, { offer: made.id });
    return { deal: made.id };
  });
}

/** Without what is closed to the actor: a deal is open to more people than that, to the actor themselves to begin with. */
function known(tx: TransactionContext, item: Item): Item {
  const isKnown = ([name]: [string, unknown]) => !(name in installedItem.fields) || mayKnow(tx, installedItem, name);
  return Object.fromEntries(Object.entries(item).filter(isKnown)) as object as Item;
}

/** Of two who offer at once the second is told. An offer that was won, lost or deleted stands in nobody's way. */
async function lockItem(tx: TransactionContext, id: string): Promise<Item> {
  const { record, allowed } = await lockRecord(tx, tx.registry.getNoun(installedItem.name), id, 'update');
  if (!allowed) throw forbidden('update', installedItem.name);
  const item = record as object as Item;
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: installedItem.name, id });
  const [before] = item.offer ? await readMany(asSystem(tx), deal, 'id', [item.offer.id]) : [];
  if (before?.status === 'open') throw new AppError(409, 'offeredAlready');
  return item;
}

/** What is to be replaced, as it stands on the item; no words of a language. */
function describe({ name, serial, quantity, until }: Item): string {
  const count = quantity && Number(quantity) !== 1 ? `${quantity} × ` : '';
  return [`${count}${name}`, serial, until].filter(Boolean).join(', ');
}

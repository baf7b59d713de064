import type { TransactionContext } from '../../../../server/context.ts';
import { countRecords } from '../../../../server/records/list.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal } from '../../../deals/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { product } from '../../../products/contract/index.ts';
import { bringOn } from './cast.ts';
import { tellClients } from './clients.ts';
import { tellDiary } from './diary.ts';
import { tellEnquiries } from './enquiries.ts';
import { tellSales } from './sales.ts';
import { createTeller } from './teller.ts';

/** Whether nobody has put anything into the workspace yet. */
export async function isEmptyWorkspace(ctx: TransactionContext): Promise<boolean> {
  for (const noun of [company, person, product, deal]) {
    if ((await countRecords(ctx, noun, {})).count > 0) return false;
  }
  return true;
}

/** Fills the workspace with a lively invented company in the workspace's language, its dates counted back from today. */
export async function fillDemo(ctx: TransactionContext): Promise<void> {
  const teller = createTeller(ctx);
  const cast = await bringOn(teller);
  await tellClients(teller, cast);
  await tellDiary(teller, cast, await tellSales(teller, cast));
  await tellEnquiries(teller, cast);
}

import type { TransactionContext } from '../../../../server/context.ts';
import { countRecords, listRecords } from '../../../../server/records/list.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal } from '../../../deals/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { product } from '../../../products/contract/index.ts';
import { member } from '../../../workspace/contract/index.ts';
import { tellCampaigns } from './campaigns.ts';
import { bringOn } from './cast.ts';
import { tellChats } from './chats.ts';
import { tellClients } from './clients.ts';
import { tellDiary } from './diary.ts';
import { tellEnquiries } from './enquiries.ts';
import { tellMoney } from './money.ts';
import { tellProjects } from './projects.ts';
import { tellSales } from './sales.ts';
import { createTeller } from './teller.ts';
import { tellWeek } from './week.ts';

/** Whether nobody has put anything into the workspace yet. */
export async function isEmptyWorkspace(ctx: TransactionContext): Promise<boolean> {
  for (const noun of [company, person, product, deal]) {
    if ((await countRecords(ctx, noun, {})).count > 0) return false;
  }
  return true;
}

/**
 * Fills the workspace with a lively invented company in the workspace's language, its dates counted back from today. `onShare` hears
 * how much of it there is, between 0 and 1, and ends it by throwing.
 */
export async function fillDemo(
  ctx: TransactionContext,
  onShare: (share: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const members = JSON.parse(await listRecords(ctx, member, { limit: 200 })) as { items: { name: string }[] };
  const teller = createTeller(ctx, new Set(members.items.map(({ name }) => name)));
  await onShare(0);
  const cast = await bringOn(teller);
  await onShare(0.2);
  await tellClients(teller, cast);
  await onShare(0.4);
  const sales = await tellSales(teller, cast);
  await tellMoney(teller);
  await onShare(0.6);
  await tellDiary(teller, cast, sales);
  await tellWeek(teller, cast, sales);
  await onShare(0.8);
  await tellEnquiries(teller, cast, await tellCampaigns(teller, cast, sales));
  await tellProjects(teller, cast);
  await tellChats(teller, cast);
}

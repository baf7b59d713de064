import { campaign } from '../../../campaigns/contract/index.ts';
import { deal } from '../../../deals/contract/index.ts';
import { webForm } from '../../../forms/contract/index.ts';
import { clientWords } from '../culture/client-words.ts';
import type { Cast } from './cast.ts';
import type { ToldDeal } from './sales.ts';
import { day, daysAgo, localDay, type Teller } from './teller.ts';

/** What each was, from how many days ago to how many, and its cost in euros. */
const campaigns = [
  { kind: 'exhibition', channel: 'onSite', state: 'ended', from: 120, until: 116, budget: 4000, cost: 3600 },
  { kind: 'advertising', channel: 'searchEngine', state: 'running', from: 60, until: -30, budget: 1500, cost: 900 },
  { kind: 'mailing', channel: 'email', state: 'planned', from: -14, until: -28, budget: 300, cost: null },
] as const;

const formAsks = [
  { field: 'contact', required: true },
  { field: 'phones', required: false },
  { field: 'emails', required: true },
  { field: 'interest', required: false },
];

/** An exhibition that is over and brought sales, advertising that runs, letters that are planned; answers them in this order. */
export async function tellCampaigns(
  teller: Teller,
  { sellers }: Cast,
  deals: readonly ToldDeal[],
): Promise<readonly string[]> {
  const { language } = teller.ctx;
  const { campaigns: words, form: formName } = clientWords[language];
  const now = teller.ctx.now().getTime();
  const [owner = null] = sellers;
  const ids: string[] = [];
  for (const [index, { from, until, budget, cost, ...what }] of campaigns.entries()) {
    const input = {
      ...{ ...what, name: words.names[index], goal: words.goal, owner },
      ...{ startsOn: localDay(teller.ctx, now - from * day), endsOn: localDay(teller.ctx, now - until * day) },
      ...{ budget: teller.price(budget), cost: cost === null ? null : teller.price(cost) },
    };
    ids.push((await teller.create(campaign, input, { at: daysAgo(teller, Math.max(from, 10)), memberId: owner })).id);
  }
  const ended = deals.filter(
    ({ isOpen, openedAt }) => !isOpen && openedAt < now - 60 * day && openedAt > now - 116 * day,
  );
  for (const { id, company, movedAt } of ended.slice(0, 9))
    await teller.update(
      deal,
      id,
      { campaign: ids[0] },
      { at: Math.min(movedAt + 60_000, now - 60_000), memberId: company.owner },
    );
  const form = {
    name: formName,
    campaign: ids[1],
    owner,
    definition: { asks: formAsks, heading: { [language]: formName } },
  };
  await teller.create(webForm, form, { at: daysAgo(teller, 40), memberId: owner });
  return ids;
}

import { Decimal } from 'decimal.js';
import { mayKnow, reachOf } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecordText } from '../../../server/records/read.ts';
import type { Measure } from '../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Money } from '../../../shared/nouns/value.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { type CampaignFigures, campaignLimits } from '../contract/campaign.api.ts';
import { campaign } from '../contract/index.ts';

/** What the campaign and its parts brought and cost, worked out of the records the actor may read. Throws 403, 404. */
export async function reckonCampaign(ctx: Context, id: string): Promise<CampaignFigures> {
  await getRecordText(ctx, campaign, id, { fields: [] });
  const ids = await listWithParts(ctx, id);
  const ours: Filter = { field: 'campaign', op: 'isAnyOf', value: ids };
  const isTheirs: Filter = { field: 'initiative', op: 'isNot', value: 'ours' };
  const answered: Filter = { all: [ours, { field: 'done', op: 'is', value: true }, isTheirs] };
  const responses = maySee(ctx, task, ['done', 'initiative']) ? await countBy(ctx, task, answered) : null;
  const leads = await countBy(ctx, lead, ours, 'status');
  const deals = await countBy(ctx, deal, ours, 'status');
  const themselves: Filter = { field: 'id', op: 'isAnyOf', value: ids };
  const isWon: Filter = { all: [ours, { field: 'status', op: 'is', value: 'won' }] };
  const won = await sumOf(ctx, deal, isWon, 'amount', 'closedOn', 'campaign');
  const cost = await sumOf(ctx, campaign, themselves, 'cost', 'startsOn');
  return {
    campaigns: ids.length,
    responses: responses && addUp(responses),
    leads: leads && { all: addUp(leads), converted: leads.get('converted') ?? 0 },
    deals: deals && { all: addUp(deals), open: deals.get('open') ?? 0, won: deals.get('won') ?? 0 },
    ...{ won, cost, budget: await sumOf(ctx, campaign, themselves, 'budget', 'startsOn') },
    costPerLead: shareOf(cost, leads && addUp(leads)),
    returnPercent: returnOn(cost, won),
  };
}

/** The campaign and all below it that the actor may read, nearest first. */
async function listWithParts(ctx: Context, id: string): Promise<readonly string[]> {
  const found = new Set([id]);
  let above: readonly string[] = [id];
  for (let step = 0; step < campaignLimits.depth && above.length > 0; step++) {
    if (!mayKnow(ctx, campaign, 'parent')) break;
    const filter: Filter = { field: 'parent', op: 'isAnyOf', value: above };
    const page = await listRecords(ctx, campaign, { filter, limit: campaignLimits.parts, fields: [] });
    const { items } = JSON.parse(page) as { items: readonly AnyRecord[] };
    above = items.map((item) => item.id).filter((one) => !found.has(one) && found.size < campaignLimits.parts);
    for (const one of above) found.add(one);
  }
  return [...found];
}

/** How many records match, by a choice of theirs; null where the actor may not see them or what they are counted by. */
async function countBy(
  ctx: Context,
  noun: Noun,
  filter: Filter,
  choice?: string,
): Promise<ReadonlyMap<unknown, number> | null> {
  if (!maySee(ctx, noun, ['campaign', ...(choice ? [choice] : [])])) return null;
  const group = choice ? [{ field: choice }] : [];
  const { groups } = await aggregateRecords(ctx, noun, { filter, group });
  return new Map(groups.map(({ keys: [key], values: [value] }) => [key, Number(value)]));
}

async function sumOf(
  ctx: Context,
  noun: Noun,
  filter: Filter,
  field: string,
  rateOn: string,
  ...asked: readonly string[]
): Promise<Money[] | null> {
  if (!maySee(ctx, noun, [field, rateOn, ...asked])) return null;
  const measures: readonly Measure[] = [{ op: 'sum', field }];
  const { groups } = await aggregateRecords(ctx, noun, { filter, measures, inWorkspaceCurrency: { rateOn } });
  return (groups[0]?.values[0] ?? []) as Money[];
}

function maySee(ctx: Context, noun: Noun, fields: readonly string[]): boolean {
  return reachOf(ctx, noun, 'read') !== 'none' && mayKnow(ctx, noun, ...fields);
}

const addUp = (counts: ReadonlyMap<unknown, number>) => [...counts.values()].reduce((sum, one) => sum + one, 0);

function shareOf(cost: readonly Money[] | null, count: number | null): Money | null {
  const [only, ...others] = cost ?? [];
  if (!only || others.length > 0 || !count) return null;
  return { amount: new Decimal(only.amount).div(count).toFixed(2), currency: only.currency };
}

function returnOn(cost: readonly Money[] | null, won: readonly Money[] | null): number | null {
  if (!cost || !won || cost.length !== 1 || won.length > 1) return null;
  const [spent, earned] = [cost[0] as Money, won[0]];
  if (Number(spent.amount) === 0 || (earned && earned.currency !== spent.currency)) return null;
  return new Decimal(earned?.amount ?? 0)
    .minus(spent.amount)
    .div(spent.amount)
    .times(100)
    .toDecimalPlaces(1)
    .toNumber();
}

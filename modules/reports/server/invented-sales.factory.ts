import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import { product } from '../../products/contract/index.ts';
import { member, team } from '../../workspace/contract/index.ts';
import { type FunnelStage, listFunnelStages } from './report-names.repository.ts';
import { type PastDeal, type PastVisit, writeDeals } from './sales-history.factory.ts';

export interface Company {
  readonly owners: readonly string[];
  readonly teams: readonly string[];
  readonly products: readonly string[];
  readonly stages: readonly FunnelStage[];
}

/** Teams, sellers (one of them in no team) and products. */
export async function createCompany(ctx: Context, size = 3): Promise<Company> {
  const named = (name: string) => Array.from({ length: size }, (_, index) => `${name} ${index + 1}`);
  const teams: string[] = [];
  for (const name of named('Team')) teams.push((await createRecord(ctx, team, { name })).id);
  const owners: string[] = [];
  for (const [index, name] of named('Seller').entries())
    owners.push((await createRecord(ctx, member, { name, team: index === 0 ? null : teams[index] })).id);
  const products: string[] = [];
  for (const name of named('Product')) products.push((await createRecord(ctx, product, { name })).id);
  return { owners, teams, products, stages: await listFunnelStages(ctx, undefined) };
}

/**
 * Deals of every sort the engine can hold: without amount, owner, dates, products; in several currencies; with several
 * lines, some of the same product; moved to and fro between stages; in the bin. The same seed gives the same deals.
 */
export async function writeInventedSales(ctx: Context, company: Company, count: number, seed = 1): Promise<PastDeal[]> {
  const random = mulberry(seed);
  const deals = Array.from({ length: count }, (_, index) => inventDeal(company, index, random));
  await writeDeals(ctx, deals);
  return deals;
}

type Random = () => number;

function inventDeal(company: Company, index: number, random: Random): PastDeal {
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const chance = (share: number) => random() < share;
  const stage = pick(company.stages);
  const openedOn = chance(0.9) ? addDays('2024-01-01', Math.floor(random() * 700)) : null;
  const isClosed = stage.kind !== 'open';
  const amount = chance(0.9) ? (random() * 10_000).toFixed(2) : null;
  const lines = Array.from({ length: Math.floor(random() * 4) }, () => ({
    ...{ product: chance(0.8) ? pick(company.products) : null, amount: (random() * 1000).toFixed(4) },
    deleted: chance(0.1),
  }));
  return {
    ...{ name: `Deal ${index}`, status: stage.kind, stage: stage.id, pipeline: stage.pipeline },
    ...{ owner: chance(0.9) ? pick(company.owners) : null, amount, openedOn, deleted: chance(0.05) },
    currency: amount && (chance(0.7) ? 'USD' : pick(['EUR', 'AMD', 'GEL'])),
    closedOn: isClosed && chance(0.85) ? addDays(openedOn ?? '2024-06-01', Math.floor(random() * 200)) : null,
    lostReason: stage.kind === 'lost' && chance(0.8) ? pick(['price', 'competitor', 'moved abroad']) : null,
    lines: amount ? lines : [],
    visits: inventVisits(company.stages, stage, openedOn ?? '2024-06-01', random),
  };
}

/** Up to three stays elsewhere, then the one in the stage the deal is in now. */
function inventVisits(stages: readonly FunnelStage[], last: FunnelStage, from: string, random: Random): PastVisit[] {
  const own = stages.filter(({ pipeline }) => pipeline === last.pipeline);
  const before = Array.from(
    { length: Math.floor(random() * 4) },
    () => own[Math.floor(random() * own.length)]?.id ?? '',
  );
  const at = (step: number) => `${addDays(from, step * 10)}T08:30:00Z`;
  const visits = before.map((stage, step) => ({ stage, enteredAt: at(step), leftAt: at(step + 1) }));
  return [...visits, { stage: last.id, enteredAt: at(before.length), leftAt: null }];
}

/** A small known generator of numbers between 0 and 1. */
function mulberry(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { exchangeRate } from '../../currencies/contract/index.ts';
import type { ReportScope } from './deal-filters.ts';
import { expectFiguresToListTheirDeals } from './figure-check.factory.ts';
import { createCompany, writeInventedSales } from './invented-sales.factory.ts';
import { reportPipeline } from './pipeline-report.service.ts';

const { system, join } = await useWorkspace();
const ctx: Context = { ...system, now: () => new Date('2026-03-01T09:00:00Z') };
const company = await createCompany(ctx);
// GEL has no rate at all, AMD none before May 2025, EUR two.
for (const [currency, validFrom, rate] of [
  ['EUR', '2020-01-01', 1.1],
  ['EUR', '2025-02-10', 1.25],
  ['AMD', '2025-05-01', 0.0026],
] as const)
  await createRecord(ctx, exchangeRate, { currency, validFrom, rate });
const deals = await writeInventedSales(ctx, company, 600);
const live = deals.filter(({ deleted }) => !deleted);

const [owner, teamOfOwner, product, pipeline] = [
  company.owners[1],
  company.teams[1],
  company.products[0],
  company.stages[0]?.pipeline,
] as [string, string, string, string];

const scopes: readonly (readonly [string, ReportScope])[] = [
  ['everything', {}],
  ['a year', { from: '2024-01-01', to: '2024-12-31' }],
  ['days within one month', { from: '2024-05-10', to: '2024-05-20' }],
  ['since a day', { from: '2025-03-15' }],
  ['until a day', { to: '2024-08-02' }],
  ['a period before all deals', { to: '2001-01-01' }],
  ['a pipeline', { pipeline }],
  ['an owner', { owner, from: '2024-02-01' }],
  ['a team', { team: teamOfOwner }],
  ['a product', { product }],
  ['all at once', { pipeline, owner, team: teamOfOwner, product, from: '2024-03-01', to: '2025-12-31' }],
  ['an owner there is not', { owner: '0190b6f0-0000-7000-8000-0000000000ff' }],
];

describe('each figure of the report', () => {
  it.each(scopes)('lists exactly its deals: %s', async (_name, scope) => {
    const report = await reportPipeline(ctx, scope);
    expect(await expectFiguresToListTheirDeals(ctx, report)).toBeGreaterThan(20);
  });

  it('lists exactly its deals for a seller too', async () => {
    const anahit = await join('Anahit', 'seller');
    await expectFiguresToListTheirDeals(
      { ...anahit, now: ctx.now },
      await reportPipeline(anahit, { team: teamOfOwner }),
    );
  });
});

/** The rate of a day by hand. */
function rateOf(currency: string | null, day: string): number | null {
  if (currency === 'USD') return 1;
  if (currency === 'EUR') return day >= '2025-02-10' ? 1.25 : 1.1;
  return currency === 'AMD' && day >= '2025-05-01' ? 0.0026 : null;
}
const today = '2026-03-01';
const worthOf = ({ amount, currency, status, closedOn }: (typeof deals)[number]) => {
  const rate = rateOf(currency, status === 'open' ? today : (closedOn ?? today));
  return amount === null || rate === null ? null : Number(amount) * rate;
};
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('the report', async () => {
  const report = await reportPipeline(ctx, {});
  const won = live.filter(({ status }) => status === 'won');
  const lost = live.filter(({ status }) => status === 'lost');

  it('counts and converts what the deals say, deals in the bin left out', () => {
    const { totals } = report;
    expect([totals.won.count, totals.lost.count]).toEqual([won.length, lost.length]);
    expect(Number(totals.won.value.amount)).toBeCloseTo(sum(won.map(worthOf)), 1);
    expect(totals.winRate.rate).toBe(won.length / (won.length + lost.length));
    const priced = won.map(worthOf).filter((worth) => worth !== null);
    expect(totals.meanWon.count).toBe(priced.length);
    expect(Number(totals.meanWon.value?.amount)).toBeCloseTo(sum(priced) / priced.length, 1);
  });

  it('measures cycles only where both days are known', () => {
    const known = won.filter(({ openedOn, closedOn }) => openedOn && closedOn);
    const mean = sum(known.map(({ openedOn, closedOn }) => days(openedOn ?? '', closedOn ?? ''))) / known.length;
    expect(report.totals.wonCycle.count).toBe(known.length);
    expect(report.totals.wonCycle.days).toBeCloseTo(mean, 2);
  });

  it('keeps what has no rate apart, in its own currency', () => {
    const georgian = won.filter(({ currency }) => currency === 'GEL');
    const unconverted = report.totals.won.unconverted.find(({ value }) => value.currency === 'GEL');
    expect(unconverted?.count).toBe(georgian.length);
    expect(Number(unconverted?.value.amount)).toBeCloseTo(sum(georgian.map(({ amount }) => Number(amount))), 2);
    const early = won.filter((deal) => deal.currency === 'AMD' && worthOf(deal) === null);
    expect(early.length).toBeGreaterThan(0);
    expect(report.totals.won.unconverted.find(({ value }) => value.currency === 'AMD')?.count).toBe(early.length);
    expect(report.totals.won.unconverted.some(({ value }) => value.currency === 'EUR')).toBe(false);
  });

  it('weighs open deals by the probability of their stages', () => {
    const chance = new Map(company.stages.map(({ id, probability }) => [id, probability / 100]));
    const open = live.filter(({ status }) => status === 'open');
    const weighted = sum(open.map((deal) => (worthOf(deal) ?? 0) * (chance.get(deal.stage) ?? 0)));
    expect(Number(report.totals.weighted.amount)).toBeCloseTo(weighted, 1);
    const stages = report.pipelines.flatMap((one) => one.stages).filter(({ kind }) => kind === 'open');
    expect(sum(stages.map((stage) => Number(stage.weighted.amount)))).toBeCloseTo(weighted, 0);
  });

  it('values products by their lines, a deal once a product however many lines it has of it', () => {
    const row = report.products.find((one) => one.product?.id === product);
    const linesOf = (deal: (typeof deals)[number]) =>
      (deal.lines ?? []).filter((line) => line.product === product && !line.deleted);
    const withProduct = won.filter((deal) => linesOf(deal).length > 0);
    expect(row?.won.count).toBe(withProduct.length);
    const worth = withProduct.map((deal) => {
      const rate = rateOf(deal.currency, deal.closedOn ?? today);
      return rate === null ? 0 : rate * sum(linesOf(deal).map(({ amount }) => Number(amount)));
    });
    expect(Number(row?.won.value.amount)).toBeCloseTo(sum(worth), 1);
  });

  it('puts deals into the months and quarters they closed in, without gaps, undated ones last', () => {
    for (const periods of [report.months, report.quarters]) {
      expect(sum(periods.map((period) => period.won.count))).toBe(won.length);
      const dated = periods.filter(({ from }) => from !== null);
      for (const [index, { from }] of dated.slice(1).entries())
        expect(days(dated[index]?.to ?? '', from ?? '')).toBe(1);
      expect(periods.at(-1)?.from).toBeNull();
    }
    const may = won.filter(({ closedOn }) => closedOn?.startsWith('2024-05'));
    expect(report.months.find(({ from }) => from === '2024-05-01')?.won.count).toBe(may.length);
  });

  it('reads the stage history: who entered, left and went further, and how long they stood there', () => {
    const stage = company.stages[1];
    const visited = live.filter(({ visits }) => visits?.some((visit) => visit.stage === stage?.id));
    const left = visited.filter((deal) => deal.stage !== stage?.id);
    const further = new Set(
      company.stages
        .slice(2)
        .filter(({ kind }) => kind !== 'lost')
        .map(({ id }) => id),
    );
    const advanced = left.filter(({ visits }) => visits?.some((visit) => further.has(visit.stage)));
    const shown = report.pipelines[0]?.stages[1];
    expect([shown?.entered.count, shown?.left.count, shown?.advanced.count]).toEqual(
      [visited, left, advanced].map(({ length }) => length),
    );
    expect(shown?.conversion).toBe(advanced.length / left.length);
    const stays = left.flatMap(({ visits = [] }) => visits.filter((visit) => visit.stage === stage?.id));
    const total = sum(stays.map(({ enteredAt, leftAt }) => days(enteredAt, leftAt ?? '')));
    expect(shown?.daysInStage).toBeCloseTo(total / left.length, 2);
  });

  it('names why deals were lost, the most frequent reason first', () => {
    const counts = report.lostReasons.map((one) => one.lost.count);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    const price = report.lostReasons.find(({ reason }) => reason === 'price');
    expect(price?.lost.count).toBe(lost.filter(({ lostReason }) => lostReason === 'price').length);
    expect(sum(counts)).toBe(lost.length);
  });

  it('gathers owners into their teams', () => {
    const own = new Set(company.owners.filter((_, index) => index === 1));
    const team = report.teams.find((one) => one.team?.id === teamOfOwner);
    expect(team).toMatchObject({ team: { label: 'Team 2' } });
    expect(team?.won.count).toBe(won.filter((deal) => own.has(deal.owner ?? '')).length);
    expect(report.teams.at(-1)?.team).toBeNull();
  });

  it('answers only the breakdowns asked for, with the same figures', async () => {
    const part = await reportPipeline(ctx, {}, ['team', 'quarter']);
    expect(part).toEqual({
      ...report,
      ...{ pipelines: [], months: [], owners: [], products: [], lostReasons: [] },
    });
  });
});

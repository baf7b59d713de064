import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { addWorkspace, useWorkspace } from '../../../server/testing/workspace.ts';
import { exchangeRate } from '../../currencies/contract/index.ts';
import { deal, pipeline, stage } from '../../deals/contract/index.ts';
import type { ReportFigure } from '../contract/own-reports.api.ts';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';
import { reportedDeals } from './deal-filters.ts';
import { createCompany, writeInventedSales } from './invented-sales.factory.ts';
import { workOutReport as workOutOwn } from './own/work-out-report.ts';
import { reportPipeline } from './pipeline-report.service.ts';
import { sumsStatement } from './report-cells.repository.ts';
import { type Rate, workOutReport } from './report-oracle.factory.ts';

const { database, registry, system } = await useWorkspace();
const ctx: Context = { ...system, now: () => new Date('2026-03-01T09:00:00Z') };
for (const [position, name, archived] of [
  [1, 'Partners', false],
  [2, 'Given up', true],
  [3, 'Closed', true],
] as const) {
  const { id } = await createRecord(ctx, pipeline, { name, position, archived });
  for (const [index, kind] of (['open', 'lost', 'open', 'won'] as const).entries())
    await createRecord(ctx, stage, { name: `${name} ${kind}`, pipeline: id, kind, position: index, probability: 33 });
}
const company = await createCompany(ctx);
const rates: readonly Rate[] = [
  ['EUR', '2020-01-01', 1.1],
  ['EUR', '2025-02-10', 1.2537],
  ['AMD', '2025-05-01', 0.002591],
  // From a day that has not come yet.
  ['GEL', '2027-01-01', 0.37],
];
for (const [currency, validFrom, rate] of rates) await createRecord(ctx, exchangeRate, { currency, validFrom, rate });
const closed = company.stages.filter(({ pipelineName }) => pipelineName === 'Closed').map(({ id }) => id);
/** No deal ever stood in the last pipeline. */
const used = { ...company, stages: company.stages.filter(({ id }) => !closed.includes(id)) };

/** Lines and visits go with their deals. Emptying whole tables would take longer: they have many indexes. */
const forgetDeals = () => ctx.db.query({ text: 'delete from deals' });

/** The report in the oracle's form: without filters, lists by what they are about, currencies in one order. */
function plain(report: PipelineReport) {
  const {
    currency: _,
    pipelines,
    months,
    quarters,
    owners,
    teams,
    products,
    categories,
    lostReasons,
    ...rest
  } = report;
  expect(categories).toEqual([]);
  const by = <T>(items: readonly T[], key: (item: T) => string) => {
    const found = items.map((item) => [key(item), item] as const);
    expect(new Set(found.map(([name]) => name)).size).toBe(items.length);
    return Object.fromEntries(found);
  };
  const month = ({ from }: { from: string | null }) => from?.slice(0, 7) ?? 'null';
  const quarter = ({ from }: { from: string | null }) =>
    from ? `${from.slice(0, 4)} ${Math.ceil(Number(from.slice(5, 7)) / 3)}` : 'null';
  const filled = (items: PipelineReport['months']) => items.filter(({ won, lost }) => won.count + lost.count > 0);
  return withoutFilters({
    ...rest,
    stages: by(
      pipelines.flatMap(({ stages }) => stages),
      (one) => one.stage.id,
    ),
    ...{ months: by(filled(months), month), quarters: by(filled(quarters), quarter) },
    ...{
      owners: by(owners, ({ owner }) => String(owner?.id ?? null)),
      teams: by(teams, ({ team }) => String(team?.id ?? null)),
    },
    products: by(products, (one) => String(one.product?.id ?? null)),
    lostReasons: Object.fromEntries(lostReasons.map(({ reason, lost }) => [String(reason), lost])),
  });
}

const names = new Set(['filter', 'stage', 'kind', 'color', 'probability', 'from', 'to', 'owner', 'team', 'product']);

function withoutFilters(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(withoutFilters).toSorted((one, other) => (currencyOf(one) < currencyOf(other) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (names.has(name) ? [] : [[name, withoutFilters(one)]])),
  );
}
const currencyOf = (value: unknown) => (value as { value: { currency: string } }).value.currency;

const idOf = (key: unknown) => String((key as { id: string } | null)?.id);
const [owner, team, product] = [company.owners[1], company.teams[1], company.products[0]];
const day = fc.constantFrom('2024-01-31', '2024-06-15', '2025-02-10', '2025-05-01', '2025-12-31');
const scopes = fc.record(
  {
    ...{ from: day, to: day, owner: fc.constant(owner), team: fc.constant(team), product: fc.constant(product) },
    pipeline: fc.constantFrom(...new Set(used.stages.map((one) => one.pipeline))),
  },
  { requiredKeys: [] },
);

describe('every figure of the report', () => {
  it('is what one works out deal by deal, whatever the deals and whatever is asked', async () => {
    const sales = fc.record({ seed: fc.nat(1_000_000), count: fc.integer({ min: 0, max: 60 }), scope: scopes });
    await fc.assert(
      fc.asyncProperty(sales, async ({ seed, count, scope }) => {
        await forgetDeals();
        const deals = await writeInventedSales(ctx, used, count, seed);
        const report = await reportPipeline(ctx, scope);
        const shown = new Set(report.pipelines.flatMap(({ stages }) => stages.map((one) => one.stage.id)));
        const { stages, ...expected } = workOutReport({ deals, company: used, rates, today: '2026-03-01', scope });
        expect(plain(report)).toEqual({
          ...expected,
          stages: Object.fromEntries(Object.entries(stages).filter(([id]) => shown.has(id))),
        });
      }),
      { numRuns: 20, examples: [[{ seed: 7, count: 200, scope: {} }]] },
    );
  });

  it('is the same where people build the report themselves, with what had no rate apart', async () => {
    await forgetDeals();
    await writeInventedSales(ctx, used, 150, 11);
    const report = await reportPipeline(ctx, {});
    const worth = { op: 'sum', field: 'amount' } as const;
    for (const status of ['open', 'won', 'lost'] as const) {
      const own = await workOutOwn(ctx, deal, {
        ...{ filter: { field: 'status', op: 'is', value: status }, group: [{ field: 'owner' }], rateOn: 'closedOn' },
        ...{ measures: [{ op: 'count' }, worth], show: 'bars' },
      });
      const apart = ({ unconverted }: { unconverted: readonly { value: object }[] }) =>
        unconverted.length > 0 ? unconverted.map(({ value }) => value) : undefined;
      const byOwner = (rows: readonly (readonly [string, ...unknown[]])[]) =>
        Object.fromEntries(rows.map((row) => [row[0], row]));
      const plainRow = (id: string, count: unknown, { value, apart: left }: ReportFigure) =>
        [id, count, value ?? { amount: '0.00', currency: 'USD' }, left && new Set(left)] as const;
      expect(
        byOwner(
          own.rows.map(({ key, figures: [count, sum] }) => plainRow(idOf(key), count?.value, sum ?? { value: null })),
        ),
      ).toEqual(
        byOwner(
          report.owners
            .filter((one) => one[status].count > 0)
            .map((one) =>
              plainRow(String(one.owner?.id), one[status].count, {
                value: one[status].value,
                apart: apart(one[status]) as never,
              }),
            ),
        ),
      );
    }
  });

  it('stands in pipelines in their order; an archived one is shown while it has deals in the report', async () => {
    await forgetDeals();
    await writeInventedSales(ctx, used, 40, 3);
    const labels = ({ pipelines }: PipelineReport) => pipelines.map(({ pipeline: { label } }) => label);
    expect(labels(await reportPipeline(ctx, {}))).toEqual(['Sales', 'Partners', 'Given up']);
    await ctx.db.query({
      text: `delete from deals where pipeline = (select id from pipelines where name = 'Given up')`,
    });
    expect(labels(await reportPipeline(ctx, {}))).toEqual(['Sales', 'Partners']);
  });

  it('is ordered by what was won, and comes without those who have nothing', async () => {
    await forgetDeals();
    await writeInventedSales(ctx, used, 80, 5);
    const { owners, products, teams } = await reportPipeline(ctx, {});
    for (const rows of [owners, products, teams] as const) {
      const worths = rows.slice(0, -1).map(({ won }) => Number(won.value.amount));
      expect(worths).toEqual(worths.toSorted((one, other) => other - one));
    }
    expect([owners.at(-1)?.owner, teams.at(-1)?.team, products.at(-1)?.product]).toEqual([null, null, null]);
  });
});

describe('a workspace without deals', async () => {
  const empty = await addWorkspace(database, registry);

  it('is reported as nothing, not as zero divided by zero', async () => {
    const report = await reportPipeline(empty.system, {});
    const nothing = { count: 0, value: { amount: '0.00', currency: 'USD' }, unconverted: [] };
    expect(report.totals).toMatchObject({
      ...{ won: nothing, lost: nothing, open: nothing, weighted: nothing.value, winRate: { rate: null } },
      ...{
        meanWon: { count: 0, value: null },
        wonCycle: { count: 0, days: null },
        lostCycle: { count: 0, days: null },
      },
    });
    const { months, quarters, owners, teams, products, lostReasons } = report;
    expect([months, quarters, owners, teams, products, lostReasons]).toEqual([[], [], [], [], [], []]);
    expect(report.pipelines[0]?.stages).toHaveLength(6);
    for (const one of report.pipelines[0]?.stages ?? [])
      expect(one).toMatchObject({ count: 0, conversion: null, daysInStage: null, weighted: nothing.value });
    expect(JSON.stringify(report)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('takes the rate typed last for a day, none that was dropped, and none for its own currency', async () => {
    const ctxThere: Context = { ...empty.system, now: () => new Date('2024-06-01T12:00:00Z') };
    const rate = (currency: string, value: number, validFrom = '2024-01-01') =>
      createRecord(ctxThere, exchangeRate, { currency, validFrom, rate: value });
    await rate('BGN', 0.5);
    await rate('BGN', 0.6);
    const mistyped = await rate('BGN', 66);
    await deleteRecord(ctxThere, exchangeRate, mistyped.id);
    await rate('BGN', 7, '2024-06-02');
    await rate('USD', 9);
    for (const currency of ['BGN', 'USD', 'GEL'])
      await createRecord(ctxThere, deal, { name: currency, amount: { amount: '10', currency } });
    const { open } = (await reportPipeline(ctxThere, {})).totals;
    expect(open).toMatchObject({
      ...{ count: 3, value: { amount: '16.00', currency: 'USD' } },
      unconverted: [{ count: 1, value: { amount: '10.00', currency: 'GEL' } }],
    });
    await empty.system.db.query({ text: 'delete from deals' });
  });

  it('knows days by its own clock: the year is new there while it is old in Greenwich, and not yet in New York', async () => {
    const at = (timeZone: string): Context => ({
      ...empty.system,
      workspace: { ...empty.system.workspace, timeZone },
      now: () => new Date('2025-12-31T20:30:00Z'),
    });
    const yerevan = at('Asia/Yerevan');
    for (const [validFrom, rate] of [
      ['2025-01-01', 2],
      ['2026-01-01', 3],
    ] as const)
      await createRecord(yerevan, exchangeRate, { currency: 'EUR', validFrom, rate });
    const values = { name: 'New Year', amount: { amount: '100', currency: 'EUR' } };
    const sale = await createRecord(yerevan, deal, values);
    const openWorth = async (ctxThere: Context) => (await reportPipeline(ctxThere, {})).totals.open.value.amount;
    expect([await openWorth(yerevan), await openWorth(at('America/New_York'))]).toEqual(['300.00', '200.00']);
    expect(sale.openedOn).toBe('2026-01-01');
    const won = (await reportPipeline(yerevan, {})).pipelines[0]?.stages.find(({ kind }) => kind === 'won')?.stage.id;
    await updateRecord(yerevan, deal, sale.id, { stage: won });
    const there = await createRecord(at('America/New_York'), deal, { ...values, stage: won });
    expect(there.closedOn).toBe('2025-12-31');
    const report = await reportPipeline(yerevan, {});
    expect(report.quarters.map(({ from, won: { value } }) => [from, value.amount])).toEqual([
      ['2025-10-01', '200.00'],
      ['2026-01-01', '300.00'],
    ]);
    const january = await reportPipeline(yerevan, { from: '2026-01-01' });
    expect(january.totals.won).toMatchObject({ count: 1, value: { amount: '300.00' } });
  });
});

it('reads each table once, and the deals once more for their currencies', async () => {
  const everything = {
    sections: new Set(['owner', 'month', 'lostReason', 'product'] as const),
    history: company.stages.map(({ id }) => id),
  };
  const { text, values } = sumsStatement(ctx, reportedDeals({}), everything);
  const lines = await ctx.db.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values });
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  const timesRead = (table: string) => plan.match(new RegExp(`(Scan|using \\S+) on ${table}\\b`, 'g'))?.length;
  expect(['deals', 'deal_lines', 'stage_visits'].map(timesRead)).toEqual([2, 1, 1]);
});

import { describe, expect, it } from 'vitest';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { deal, dealLine } from '../../deals/contract/index.ts';
import { hasMavenCrm, writeMavenCrm } from './maven-crm.factory.ts';
import { workOutReport } from './own/work-out-report.ts';
import { reportPipeline } from './pipeline-report.service.ts';

describe.skipIf(!hasMavenCrm)(`a real company's pipeline${hasMavenCrm ? '' : ' (skipped: no data)'}`, async () => {
  const { system } = await useWorkspace();
  const usd = (amount: string) => ({ amount, currency: 'USD' });

  it('is reported with its true figures, to the digit', async () => {
    await writeMavenCrm(system);
    const report = await reportPipeline(system, {});
    const { totals } = report;
    expect([totals.won.count, totals.lost.count, totals.open.count]).toEqual([4238, 2473, 2089]);
    expect(totals.won.value).toEqual(usd('10005534.00'));
    expect(totals.winRate.rate?.toFixed(4)).toBe('0.6315');
    expect(totals.meanWon.value).toEqual(usd('2360.91'));
    expect([totals.wonCycle.days, totals.lostCycle.days]).toEqual([51.78, 41.48]);

    const [funnel] = report.pipelines;
    expect(funnel?.stages.map(({ stage, count }) => [stage.label, count])).toEqual([
      ['Prospecting', 500],
      ['Engaging', 1589],
      ['Proposal', 0],
      ['Negotiation', 0],
      ['Won', 4238],
      ['Lost', 2473],
    ]);
    expect(report.quarters.map(({ from, won }) => [from, won.value.amount])).toEqual([
      ['2017-01-01', '1134672.00'],
      ['2017-04-01', '3086111.00'],
      ['2017-07-01', '2982255.00'],
      ['2017-10-01', '2802496.00'],
    ]);
    expect(report.months).toHaveLength(10);
    expect(report.owners).toHaveLength(30);
    expect(report.owners[0]).toMatchObject({
      owner: { label: 'Darcel Schlecht' },
      won: { count: 349, value: usd('1153214.00') },
    });
    expect(report.teams).toHaveLength(6);
    expect(report.products).toHaveLength(8);
  });

  it('gives the same figures where people build the report themselves', async () => {
    const won = { field: 'status', op: 'is', value: 'won' } as const;
    const worth = { op: 'sum', field: 'amount' } as const;
    const report = await reportPipeline(system, {});
    const quarters = await workOutReport(system, deal, {
      ...{ filter: won, group: [{ field: 'closedOn', by: 'quarter' }], measures: [worth] },
      ...{ show: 'line', rateOn: 'closedOn' },
    });
    expect(quarters.rows.map(({ key, figures: [one] }) => [key, one?.value])).toEqual(
      report.quarters.map((quarter) => [quarter.from, quarter.won.value]),
    );
    const owners = await workOutReport(system, deal, {
      ...{ filter: won, group: [{ field: 'owner' }], measures: [worth, { op: 'count' }] },
      ...{ show: 'bars', rateOn: 'closedOn', limit: 100 },
    });
    expect(owners.rows.map(({ key, figures }) => [key, ...figures.map(({ value }) => value)])).toEqual(
      report.owners.map((one) => [one.owner, one.won.value, one.won.count]),
    );
    const products = await workOutReport(system, dealLine, {
      ...{ filter: { ...won, field: 'deal.status' }, group: [{ field: 'product' }], show: 'bars' },
      ...{ measures: [worth, { op: 'distinct', field: 'deal' }], rateOn: 'deal.closedOn' },
    });
    expect(products.rows.map(({ key, figures }) => [key, ...figures.map(({ value }) => value)])).toEqual(
      report.products
        .filter(({ won: { count } }) => count > 0)
        .map((one) => [one.product, one.won.value, one.won.count]),
    );
    expect([quarters.total[0], owners.total[0], products.total[0]]).toEqual(
      Array.from({ length: 3 }, () => ({ value: usd('10005534.00') })),
    );
  });

  it('keeps its sum however it is cut', async () => {
    const report = await reportPipeline(system, {});
    for (const groups of [report.owners, report.teams, report.products, report.months, report.quarters]) {
      expect(groups.reduce((sum, { won }) => sum + won.count, 0)).toBe(4238);
      expect(groups.reduce((sum, { won }) => sum + Number(won.value.amount), 0)).toBe(10_005_534);
    }
  });
});

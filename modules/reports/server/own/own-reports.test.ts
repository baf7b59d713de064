import { describe, expect, it } from 'vitest';
import { actingAs } from '../../../../server/access/acting.ts';
import { ReadCounter } from '../../../../server/access-log/read-counter.ts';
import type { Context } from '../../../../server/context.ts';
import { createRegistry } from '../../../../server/metadata/registry.ts';
import { serverModules } from '../../../../server/modules.ts';
import { checkedFilter } from '../../../../server/records/checked-filter.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { countRecords } from '../../../../server/records/list.ts';
import { deleteRecord } from '../../../../server/records/remove.ts';
import { useWorkspace } from '../../../../server/testing/workspace.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { FieldRights, Grants, RoleRights } from '../../../../shared/nouns/role-rights.ts';
import { company } from '../../../companies/contract/index.ts';
import { exchangeRate } from '../../../currencies/contract/index.ts';
import { deal } from '../../../deals/contract/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { listFunnelStages } from '../report-names.repository.ts';
import { changeReport, createReport, getReport, listReports, markedReport } from './own-report.service.ts';
import { joined } from './report-bands.ts';
import { workOutReport } from './work-out-report.ts';

const { system: now, join } = await useWorkspace();
const at = () => new Date('2026-03-10T09:00:00Z');
const system: Context = { ...now, now: at };
const [armen, nino, anahit, boris, vera] = (
  await Promise.all([
    join('Armen', 'owner'),
    join('Nino', 'manager'),
    join('Anahit', 'seller'),
    join('Boris', 'seller'),
    join('Vera', 'viewer'),
  ])
).map((ctx): Context => ({ ...ctx, now: at })) as [Context, Context, Context, Context, Context];

let made = 0;
/** The person in a role of the workspace's own. */
function inRole(who: Context, fields: FieldRights, grants: Grants = {}): Context {
  const role: RoleRights = { id: `role ${made++}`, name: 'Junior', base: 'seller', grants, fields };
  const registry = createRegistry(serverModules, { nouns: [], fields: [], roles: [role] });
  const memberId = who.actor.memberId as string;
  const standing = { name: 'Junior', role: 'seller' as const, accessRole: role.id, active: true };
  return { ...who, ...actingAs(registry, { accountId: null, memberId }, { ...standing, teamMemberIds: [memberId] }) };
}

const stages = await listFunnelStages(system, undefined);
const [wonStage, openStage] = ['won', 'open'].map((wanted) => stages.find(({ kind }) => kind === wanted)?.id);
const retail = await createRecord(system, company, { name: 'Ararat', industry: 'technology' });
const other = await createRecord(system, company, { name: 'Sevan', industry: 'software' });

async function sell(owner: Context, amount: string | null, closedOn: string | null, more: object = {}) {
  const currency = (more as { currency?: string }).currency ?? 'USD';
  const { currency: _, ...rest } = more as { currency?: string };
  return createRecord(system, deal, {
    ...{ name: 'Sale', owner: owner.actor.memberId, stage: closedOn ? wonStage : openStage },
    ...{ amount: amount && { amount, currency }, ...(closedOn ? { openedOn: '2025-01-01', closedOn } : {}) },
    ...rest,
  });
}

for (const [currency, validFrom, rate] of [
  ['EUR', '2020-01-01', 1.1],
  ['EUR', '2026-02-01', 2],
] as const)
  await createRecord(system, exchangeRate, { currency, validFrom, rate });
await sell(anahit, '100.00', '2025-11-03', { company: retail.id });
await sell(anahit, '10.00', '2026-01-05', { company: other.id, currency: 'EUR' });
await sell(boris, '10.00', '2026-02-05', { company: retail.id, currency: 'EUR' });
await sell(boris, '7.00', '2026-02-20', { currency: 'GEL' });
await sell(boris, '1000.00', null, { company: retail.id });
const gone = await sell(boris, '9999.00', '2026-02-20');
await deleteRecord(system, deal, gone.id);

const count = { op: 'count' } as const;
const worth = { op: 'sum', field: 'amount' } as const;
const won = { field: 'status', op: 'is', value: 'won' } as const;
const byQuarter: ReportSettings = {
  ...{ filter: won, group: [{ field: 'closedOn', by: 'quarter' }], measures: [worth, count] },
  ...{ show: 'bars', rateOn: 'closedOn' },
};
const usd = (amount: string) => ({ amount, currency: 'USD' });
const workOut = (settings: ReportSettings, ctx = armen) => workOutReport(ctx, deal, settings);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ status, code, fields }: AppError) => [status, code, ...fields.map((one) => `${one.path} ${one.code}`)].join(' '),
  );
const inputOf = (settings: ReportSettings, more: object = {}) => ({
  ...{ noun: 'deal', name: { en: 'By quarter' }, settings, visibility: 'private' as const, roles: [] },
  ...more,
});

describe('a private report', () => {
  it('is nothing to anybody but its owner, not even to the owner of the workspace', async () => {
    const { id } = await createReport(anahit, inputOf(byQuarter));
    for (const who of [armen, nino, boris, vera]) {
      expect((await listReports(who)).map((one) => one.id)).not.toContain(id);
      expect(await refusal(getReport(who, id))).toBe('404 notFound');
      expect(await refusal(changeReport(who, id, { name: { en: 'Taken' } }))).toBe('404 notFound');
      expect(await refusal(markedReport(who, id, true))).toBe('404 notFound');
    }
    expect(await getReport(anahit, id)).toMatchObject({ settings: byQuarter, mayChange: true, faults: [] });
    const log = await system.db.query({ text: 'select 1 from change where record = $1', values: [id] });
    expect(log).toEqual([]);
  });

  it('is changed upon the version it was read at, deleted and taken back', async () => {
    const { id, version } = await createReport(vera, inputOf(byQuarter));
    const renamed = await changeReport(vera, id, { name: { en: 'Renamed' } }, version);
    expect(renamed).toMatchObject({ name: { en: 'Renamed' }, version: version + 1 });
    expect(await refusal(changeReport(vera, id, { name: { en: 'Late' } }, version))).toBe('412 stale');
    await markedReport(vera, id, true);
    expect(await refusal(getReport(vera, id))).toBe('404 notFound');
    expect((await listReports(vera, true)).map((one) => one.id)).toEqual([id]);
    expect(await refusal(markedReport(boris, id, false))).toBe('404 notFound');
    await markedReport(vera, id, false);
    expect(await getReport(vera, id)).toMatchObject({ name: { en: 'Renamed' } });
  });
});

describe('a report for others', () => {
  it('is made and changed by managers and owners only, and its changes are in the log', async () => {
    const shared = inputOf(byQuarter, { visibility: 'shared' });
    for (const who of [anahit, vera]) expect(await refusal(createReport(who, shared))).toBe('403 roleRequired');
    const { id } = await createReport(nino, shared);
    expect(await getReport(vera, id)).toMatchObject({ mayChange: false, settings: byQuarter });
    for (const who of [anahit, vera]) {
      expect(await refusal(changeReport(who, id, { name: { en: 'Mine' } }))).toBe('403 roleRequired');
      expect(await refusal(markedReport(who, id, true))).toBe('403 roleRequired');
    }
    await changeReport(armen, id, { name: { en: 'Quarters' } });
    await markedReport(armen, id, true);
    const log = await system.db.query<{ kind: string }>({
      text: 'select kind from change where record = $1 order by at, id',
      values: [id],
    });
    expect(log.map(({ kind }) => kind)).toEqual(['created', 'updated', 'deleted']);
  });

  it('for some roles is found by their people and by those who keep reports', async () => {
    const forRoles = inputOf(byQuarter, { visibility: 'roles' });
    expect(await refusal(createReport(armen, forRoles))).toBe('422 invalid roles required');
    const { id } = await createReport(armen, { ...forRoles, roles: ['viewer' as const] });
    const finds = async (who: Context) => (await listReports(who)).some((one) => one.id === id);
    expect([await finds(vera), await finds(nino), await finds(anahit)]).toEqual([true, true, false]);
  });
});

describe('what a reader may not know', () => {
  const blind = inRole(anahit, { deal: { amount: 'hidden' } });
  const half = inRole(anahit, { deal: { name: 'masked' } });

  it.each([
    ['measured', { show: 'figure', measures: [worth] }, 'settings.measures.0.field unknownField'],
    [
      'asked for',
      { show: 'figure', measures: [count], filter: { field: 'amount', op: 'atLeast', value: 5 } },
      'settings.filter.field unknownField',
    ],
    [
      'grouped by',
      { show: 'bars', measures: [count], group: [{ field: 'amount' }] },
      'settings.group.0.field unknownField',
    ],
  ] as const)('is not %s', async (_, settings, fault) => {
    expect(await refusal(workOut(settings as unknown as ReportSettings, blind))).toBe(`422 invalid ${fault}`);
    const mine = inputOf(settings as unknown as ReportSettings);
    expect(await refusal(createReport(blind, mine))).toBe(`422 invalid ${fault}`);
  });

  it('closes a report that is made of it, and nothing of what it asks is told', async () => {
    const { id } = await createReport(armen, inputOf(byQuarter, { visibility: 'shared' }));
    const seen = await getReport(blind, id);
    expect(seen).toMatchObject({ settings: null, faults: [] });
    expect(JSON.stringify(seen)).not.toMatch(/amount|closedOn|status/);
    const byName = { show: 'bars', measures: [count], group: [{ field: 'name' }] } as const;
    const masked = await createReport(armen, inputOf(byName as unknown as ReportSettings, { visibility: 'shared' }));
    expect(await getReport(half, masked.id)).toMatchObject({ settings: null });
    expect(await getReport(blind, masked.id)).toMatchObject({ settings: byName });
  });

  it('is no record of others: the figures are those of one’s own', async () => {
    const own = inRole(anahit, {}, { deal: { read: 'own' } });
    const { total, rows } = await workOut(byQuarter, own);
    expect(total).toEqual([{ value: usd('111.00') }, { value: 2 }]);
    expect(rows.map(({ figures: [one] }) => one?.value)).toEqual([usd('100.00'), usd('11.00')]);
  });

  it('is no kind of records that is closed to them', async () => {
    const { id } = await createReport(armen, inputOf(byQuarter, { visibility: 'shared' }));
    const outside = inRole(anahit, {}, { deal: { read: 'none' } });
    expect(await refusal(workOut(byQuarter, outside))).toBe('403 forbidden');
    expect((await listReports(outside)).map((one) => one.id)).not.toContain(id);
    expect(await refusal(getReport(outside, id))).toBe('404 notFound');
    const byCompany: ReportSettings = { show: 'bars', measures: [count], group: [{ field: 'company.industry' }] };
    const noCompanies = inRole(anahit, {}, { company: { read: 'none' } });
    expect(await refusal(workOut(byCompany, noCompanies))).toBe('403 fieldsHidden');
    const kept = await createReport(armen, inputOf(byCompany, { visibility: 'shared' }));
    expect(await getReport(noCompanies, kept.id)).toMatchObject({ settings: null });
  });
});

it('groups by records that are somebody’s are closed to who was stopped; figures without them go on', async () => {
  const stop = () => {
    throw new AppError(403, 'stoppedByAlarm');
  };
  const counter = new ReadCounter({ log: { info() {}, warn() {}, error: console.error }, interval: 0 });
  const stopped: Context = { ...armen, reads: Object.assign(counter, { assertNotStopped: stop }) };
  const byCompany: ReportSettings = { show: 'bars', measures: [count], group: [{ field: 'company' }] };
  expect(await refusal(workOut(byCompany, stopped))).toBe('403 stoppedByAlarm');
  expect(await refusal(workOut({ ...byCompany, group: [{ field: 'status' }, { field: 'company' }] }, stopped))).toBe(
    '403 stoppedByAlarm',
  );
  expect((await workOut(byQuarter, stopped)).total).toHaveLength(2);
});

describe('a report is held against its noun', () => {
  it.each([
    [{ ...byQuarter, group: [{ field: 'nothing' }] }, 'group.0.field unknownField'],
    [{ ...byQuarter, group: [{ field: 'emails' }] }, 'group.0.field unknownField'],
    [{ ...byQuarter, measures: [{ op: 'sum', field: 'name' }] }, 'measures.0.field notMeasurable'],
    [{ ...byQuarter, filter: { field: 'nothing', op: 'is', value: 'x' } }, 'filter.field unknownField'],
    [{ ...byQuarter, sort: 'measure.4' }, 'sort notSortable'],
    [{ ...byQuarter, rateOn: 'name' }, 'rateOn notADate'],
    [{ ...byQuarter, rateOn: 'nothing' }, 'rateOn unknownField'],
    [{ ...byQuarter, group: [{ field: 'stage' }, { field: 'stage' }] }, 'group.1.field duplicate'],
    [{ ...byQuarter, group: [] }, 'show reportNeedsRows'],
    [{ ...byQuarter, show: 'stacked' }, 'show reportNeedsColumns'],
    [{ ...byQuarter, show: 'share', measures: [{ op: 'avg', field: 'amount' }] }, 'show reportNeedsParts'],
    [{ ...byQuarter, show: 'line', group: [{ field: 'stage' }] }, 'show reportNeedsTime'],
    [{ ...byQuarter, show: 'figure' }, 'show reportHasRows'],
    [{ ...byQuarter, measures: [{ op: 'max', field: 'closedOn' }] }, 'show reportNeedsNumbers'],
  ] as const)('%j', async (settings, fault) => {
    expect(await refusal(workOut(settings as unknown as ReportSettings))).toBe(`422 invalid settings.${fault}`);
  });
});

describe('figures', () => {
  it('are in the workspace’s currency at the rate of the day; what has none stands apart', async () => {
    const { total, rows, otherRows, currency } = await workOut(byQuarter);
    const gel = [{ amount: '7.00', currency: 'GEL' }];
    expect(currency).toBe('USD');
    expect(total).toEqual([{ value: usd('131.00'), apart: gel }, { value: 4 }]);
    expect(rows.map(({ key, figures }) => [key, ...figures])).toEqual([
      ['2025-10-01', { value: usd('100.00') }, { value: 1 }],
      ['2026-01-01', { value: usd('31.00'), apart: gel }, { value: 3 }],
    ]);
    expect(otherRows).toBeNull();
    const today = await workOut({ ...byQuarter, rateOn: undefined } as ReportSettings);
    expect(today.total[0]?.value).toEqual(usd('140.00'));
  });

  it('have no gaps in time, and the groups that are not shown are summed up', async () => {
    const monthly: ReportSettings = { ...byQuarter, group: [{ field: 'closedOn', by: 'month' }], measures: [count] };
    const { rows } = await workOut(monthly);
    expect(rows.map(({ key, figures: [one] }) => [key, one?.value])).toEqual([
      ['2025-11-01', 1],
      ['2025-12-01', 0],
      ['2026-01-01', 1],
      ['2026-02-01', 2],
    ]);
    const latest = await workOut({ ...monthly, limit: 1 });
    expect(latest.rows.map(({ key }) => key)).toEqual(['2026-02-01']);
    expect(latest.otherRows).toMatchObject({ count: 2, figures: [{ value: 2 }] });
  });

  it.each([
    [{ show: 'table', group: [{ field: 'owner' }, { field: 'closedOn', by: 'quarter' }], measures: [worth, count] }],
    [{ show: 'stacked', group: [{ field: 'company.industry' }, { field: 'status' }], measures: [count] }],
    [{ show: 'bars', group: [{ field: 'company' }], measures: [count], limit: 1, sort: '-measure.0' }],
    [{ show: 'table', group: [{ field: 'closedOn', by: 'month' }, { field: 'owner' }], measures: [count], limit: 1 }],
    [{ show: 'bars', group: [{ field: 'status' }], measures: [count], sort: 'group' }],
  ] as const)('each list exactly their records, and come to the whole: %j', async (asked) => {
    const settings = asked as unknown as ReportSettings;
    const report = await workOut(settings);
    const at = settings.measures.findIndex(({ op }) => op === 'count');
    const listed = async (...filters: readonly (Filter | null)[]) => {
      const filter = checkedFilter(armen, deal, joined(settings.filter, ...filters));
      return (await countRecords(armen, deal, filter ? { filter } : {})).count;
    };
    const all = [...report.rows, ...(report.otherRows ? [report.otherRows] : [])];
    let sum = 0;
    for (const { figures, filter } of all) {
      expect(await listed(filter)).toBe(figures[at]?.value);
      sum += Number(figures[at]?.value);
    }
    expect(report.total[at]?.value).toBe(sum);
    expect(sum).toBe(await listed());
    if (at !== 0) return;
    for (const row of all)
      for (const [index, column] of report.columns.entries())
        expect(await listed(row.filter, column.filter)).toBe(row.cells[index]?.value ?? 0);
  });

  it('of records that stand in several groups say that they do', async () => {
    const byPeople: ReportSettings = { show: 'bars', group: [{ field: 'people' }], measures: [count] };
    expect((await workOut(byPeople)).overlaps).toBe(true);
    expect((await workOut(byQuarter)).overlaps).toBe(false);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../../server/access/policy.ts';
import type { Context } from '../../../server/context.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { serverModules } from '../../../server/modules.ts';
import { createRecord } from '../../../server/records/create.ts';
import { recordRoutes } from '../../../server/records/record-routes.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { addWorkspace, useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { category, company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import type { PipelineReport } from '../contract/pipeline-report.api.ts';
import { expectFiguresToListTheirDeals, listFigures } from './figure-check.factory.ts';
import { listFunnelStages } from './report-names.repository.ts';

/** Sellers see their own deals, managers their team's, viewers none, and no seller the members: stricter than the product. */
const strict: Readonly<Record<string, Policy['grants']>> = {
  deal: { owner: { read: 'all' }, manager: { read: 'team' }, seller: { read: 'own' } },
  member: { owner: { read: 'all' }, manager: { read: 'all' } },
};
const modules = serverModules.map((module) => ({
  ...module,
  policies: module.policies?.map((policy) => ({ ...policy, grants: strict[policy.noun] ?? policy.grants })),
}));

const here = await useWorkspace(modules);
const [anahit, boris, vesela, giorgi, nino] = await Promise.all([
  here.join('Anahit', 'seller'),
  here.join('Boris', 'seller'),
  here.join('Vesela', 'viewer'),
  here.join('Giorgi', 'owner'),
  here.join('Nino', 'manager'),
]);
const head: Context = { ...nino, actor: { ...nino.actor, teamMemberIds: idsOf(nino, anahit) } };
const elsewhere = await addWorkspace(here.database, here.registry);
const stages = await listFunnelStages(here.system, undefined);
const wonStage = stages.find(({ kind }) => kind === 'won')?.id;

await sell(anahit, '100.00');
await sell(anahit, '250.00');
await sell(boris, '1000.00');
const gone = await sell(boris, '5000.00');
await deleteRecord(here.system, deal, gone);
const [foreign] = (await listFunnelStages(elsewhere.system, undefined)).filter(({ kind }) => kind === 'won');
await createRecord(elsewhere.system, deal, {
  ...{ name: 'Elsewhere', stage: foreign?.id, amount: { amount: '7.00', currency: 'USD' } },
});

function idsOf(...people: readonly Context[]): string[] {
  return people.flatMap(({ actor }) => actor.memberId ?? []);
}

async function sell(by: Context, amount: string): Promise<string> {
  const values = {
    stage: wonStage,
    owner: by.actor.memberId,
    amount: { amount, currency: 'USD' },
    closedOn: '2026-02-03',
  };
  return (await createRecord(here.system, deal, { name: `Sold for ${amount}`, ...values })).id;
}

let asking: Context | null = null;
const server = buildHttpServer({
  routes: [...here.registry.modules.flatMap((module) => module.routes ?? []), ...recordRoutes(deal)],
  resolveContext: async () => asking,
});
afterAll(() => server.close());

async function ask(ctx: Context | null, path: string) {
  asking = ctx;
  const response = await server.inject({ method: 'GET', url: `/api/v1${path}`, headers: { host: 'localhost:3000' } });
  return { status: response.statusCode, body: response.json() };
}

async function report(ctx: Context, query = ''): Promise<PipelineReport> {
  const { status, body } = await ask(ctx, `/reports/pipeline${query}`);
  expect(status).toBe(200);
  return body;
}

describe('the report', () => {
  it('is not for those who are not signed in, nor for those who may read no deals', async () => {
    expect(await ask(null, '/reports/pipeline')).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
    expect(await ask(vesela, '/reports/pipeline')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('holds nothing of deals that a seller may not read, however they ask', async () => {
    const own = await report(anahit);
    expect(own.totals.won).toMatchObject({ count: 2, value: { amount: '350.00', currency: 'USD' } });
    expect(own.owners.map(({ owner }) => owner?.id)).toEqual(idsOf(anahit));
    const othersDeals = await report(anahit, `?owner=${boris.actor.memberId}`);
    expect(othersDeals.totals.won.count).toBe(0);
    expect(JSON.stringify([own.totals, own.quarters, own.products])).not.toContain('1000');
  });

  it('names no owner whom the reader may not read', async () => {
    expect((await report(anahit)).owners[0]?.owner).toEqual({ id: anahit.actor.memberId });
    expect((await report(giorgi)).owners[0]?.owner).toEqual({ id: boris.actor.memberId, label: 'Boris' });
  });

  it('reaches as far as a head of a team reaches', async () => {
    expect((await report(head)).totals.won.count).toBe(2);
    expect((await report(giorgi)).totals.won).toMatchObject({ count: 3, value: { amount: '1350.00' } });
  });

  it('leaves out what lies in the bin and what belongs to another workspace', async () => {
    const all = await report(giorgi);
    expect(all.totals.won.count + all.totals.lost.count + all.totals.open.count).toBe(3);
    const there: Context = { ...elsewhere.system, actor: giorgi.actor };
    expect((await report(there)).totals.won).toMatchObject({ count: 1, value: { amount: '7.00' } });
  });

  it('opens, by the filter of each figure, a list of as many deals for the same person', async () => {
    for (const person of [anahit, head, giorgi]) {
      const figures = listFigures(await report(person)).filter(({ at }) => !/months|pipelines/.test(at));
      for (const { at, count, filter } of figures) {
        const answer = await ask(person, `/deals/count?filter=${encodeURIComponent(JSON.stringify(filter))}`);
        expect([at, answer.body.count]).toEqual([at, count]);
      }
    }
  });

  it('counts deals on the first and the last day of the period, and none the day after', async () => {
    const wonIn = async (query: string) => (await report(giorgi, query)).totals.won.count;
    expect(await wonIn('?from=2026-02-03&to=2026-02-03')).toBe(3);
    expect(await wonIn('?from=2026-02-04')).toBe(0);
    expect(await wonIn('?to=2026-02-02')).toBe(0);
  });

  it.each(['from=yesterday', 'owner=Anahit', 'groupBy=colour', 'colour=red', 'to=2026-02-30'])(
    'refuses %s',
    async (query) => {
      expect(await ask(giorgi, `/reports/pipeline?${query}`)).toMatchObject({ status: 422, body: { code: 'invalid' } });
    },
  );

  it('answers only what groupBy names', async () => {
    const { owners, quarters, products, pipelines } = await report(giorgi, '?groupBy=owner,quarter');
    expect([owners.length, quarters.length, products.length, pipelines.length]).toEqual([2, 1, 0, 0]);
  });

  it('is grouped by what the clients are, each figure with its deals, and narrowed by any condition', async () => {
    const gold = await createRecord(here.system, category, { name: 'Gold', contactDays: 7 });
    const values = { lifecycle: 'loyal', kinds: ['customer', 'partner'], category: gold.id };
    const loyal = await createRecord(here.system, company, { name: 'Loyal', ...values });
    const fresh = await createRecord(here.system, company, { name: 'Fresh', lifecycle: 'prospect' });
    const people: { id: string }[] = [];
    for (const given of ['Ani', 'Ara'])
      people.push(await createRecord(here.system, person, { name: { given }, lifecycle: 'loyal' }));
    const links = people.map(({ id }) => ({ id }));
    for (const [amount, more] of [
      ['10', { company: loyal.id, people: links }],
      ['20', { company: fresh.id }],
      ['40', {}],
    ] as const) {
      const sold = { stage: wonStage, closedOn: '2026-02-03', amount: { amount, currency: 'USD' } };
      await createRecord(here.system, deal, { name: 'To a client', source: 'exhibition', ...sold, ...more });
    }
    const asked = (filter: Filter) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
    const fair = { field: 'source', op: 'is', value: 'exhibition' } as const;
    const by = async (path: string) => {
      const body = await report(giorgi, `?groupBy=lostReason&category=${path}&${asked(fair)}`);
      await expectFiguresToListTheirDeals(giorgi, body);
      return body.categories.map(({ value, label, won }) => [label ?? value, won.count, won.value.amount]).toSorted();
    };
    expect(await by('company.lifecycle')).toEqual([
      [null, 1, '40.00'],
      ['loyal', 1, '10.00'],
      ['prospect', 1, '20.00'],
    ]);
    expect(await by('company.category')).toEqual([
      [null, 2, '60.00'],
      ['Gold', 1, '10.00'],
    ]);
    // Who holds several stands with each; a deal whose two people hold the same, once.
    expect(await by('company.kinds')).toEqual([
      [null, 2, '60.00'],
      ['customer', 1, '10.00'],
      ['partner', 1, '10.00'],
    ]);
    expect(await by('people.lifecycle')).toEqual([
      [null, 2, '60.00'],
      ['loyal', 1, '10.00'],
    ]);
    const ofGold = await report(giorgi, `?${asked({ field: 'company.category', op: 'is', value: gold.id })}`);
    expect([ofGold.totals.won.count, ofGold.categories]).toEqual([1, []]);
    expect((await report(anahit, `?category=company.lifecycle&${asked(fair)}`)).categories).toEqual([]);
    for (const [query, path, code] of [
      ['category=company.name', 'category', 'notGroupable'],
      ['category=company.secret', 'category', 'unknownField'],
      [asked({ field: 'company.secret', op: 'isEmpty' }), 'filter.field', 'unknownField'],
    ])
      expect((await ask(giorgi, `/reports/pipeline?${query}`)).body).toMatchObject({ fields: [{ path, code }] });
  });
});

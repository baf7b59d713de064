import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { person } from '../../modules/people/contract/index.ts';
import { accessRole, member } from '../../modules/workspace/contract/index.ts';
import { type FirstPages, type ListToRead, readFirstPages } from '../../shared/contract/first-pages.api.ts';
import { actAs } from '../access/act-as.ts';
import type { Context } from '../context.ts';
import { buildHttpServer } from '../http/http-server.factory.ts';
import { readRegistry } from '../metadata/registries.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { createRecord } from './create.ts';
import { answerFirstPages, firstPagesRoutes } from './first-pages.routes.ts';
import { listRecords } from './list.ts';

const { system, registry } = await useWorkspace();
const role = await createRecord(system, accessRole, {
  ...{ name: 'Own companies', base: 'seller', grants: { company: { read: 'own' }, person: { read: 'none' } } },
});
const hire = async (name: string) =>
  (await createRecord(system, member, { name, role: 'seller', accessRole: role.id })).id;
const [ann, bek] = [await hire('Ann Petrosyan'), await hire('Bek Ismailov')];
for (let number = 1; number <= 4; number++) {
  const held = await createRecord(system, company, { name: `Client ${number}`, owner: number === 2 ? bek : ann });
  await createRecord(system, person, { name: { given: `N${number}`, family: 'Firstov' }, company: held.id });
}

async function now(id: string): Promise<Context> {
  const ctx = await actAs({ ...system, registry: await readRegistry(registry, system.db) }, id);
  if (!ctx) throw new Error('Nobody');
  return { ...ctx, through: 'web' };
}

async function answers(ctx: Context, lists: readonly ListToRead[]): Promise<FirstPages['answers']> {
  const told = JSON.parse(await answerFirstPages(ctx, lists)) as FirstPages;
  return readFirstPages.response.parse(told).answers;
}

const problems = (told: FirstPages['answers']) => told.map((one) => ('problem' in one ? one.problem.code : 'page'));

describe('the beginnings of several lists', () => {
  test('are for nobody more than each list is', async () => {
    const seller = await now(ann);
    const [theirs, people] = await answers(seller, [
      { noun: 'company', search: 'client', sort: 'name', limit: 10 },
      { noun: 'person', limit: 10 },
    ]);
    const names = theirs && 'page' in theirs ? theirs.page.items.map(({ name }) => name) : [];
    expect(names).toEqual(['Client 1', 'Client 3', 'Client 4']);
    expect(people).toMatchObject({ problem: { status: 403, code: 'forbidden' } });
  });

  test('answer each what its own list does, in the order in which they are asked for', async () => {
    const asked: ListToRead[] = [
      { noun: 'person', search: 'firstov', sort: '-createdAt', expand: ['company'], limit: 2 },
      { noun: 'company', filter: { field: 'name', op: 'is', value: 'Client 3' }, fields: ['name'], limit: 5 },
      { noun: 'person', filter: { field: 'company.name', op: 'is', value: 'Client 1' }, limit: 1 },
      { noun: 'company', search: 'client', sort: 'name', limit: 1 },
    ];
    const told = await answers(system, asked);
    const alone = asked.map(({ noun, ...query }) => listRecords(system, system.registry.getNoun(noun), query as never));
    expect(told).toEqual((await Promise.all(alone)).map((page) => ({ page: JSON.parse(page) })));
  });

  test('say in their place what is wrong with one, and answer the others', async () => {
    const told = await answers(system, [
      { noun: 'nothing', limit: 1 },
      { noun: 'company', filter: { field: 'nosuch', op: 'is', value: 1 }, limit: 1 },
      { noun: 'company', limit: 1 },
      { noun: 'company', sort: 'nosuch', limit: 1 },
    ]);
    expect(problems(told)).toEqual(['unknownNoun', 'invalid', 'page', 'invalid']);
    expect(told[1]).toMatchObject({ problem: { fields: [{ path: 'filter.field' }] } });
  });

  test('are no way to read more than a page at once', () => {
    const lists = (count: number, limit: number) =>
      readFirstPages.query?.safeParse({ lists: JSON.stringify(Array(count).fill({ noun: 'company', limit })) })
        .success ?? null;
    expect([lists(24, 10), lists(25, 10), lists(1, 11), lists(0, 1)]).toEqual([true, false, false, false]);
  });

  test('count as the requests they stand for', async () => {
    const http = buildHttpServer({
      ...{ routes: firstPagesRoutes, resolveContext: async () => ({ ...(await now(ann)), through: 'web' }) },
      rateLimit: { perSecond: 0.01, burst: 20 },
    });
    const ask = async (count: number) => {
      const lists = JSON.stringify(Array(count).fill({ noun: 'company', limit: 1 }));
      return (await http.inject(`/api/v1/first-pages?lists=${encodeURIComponent(lists)}`)).statusCode;
    };
    // A question may lead into debt, and the next waits for that to be worked off.
    expect([await ask(24), await ask(1)]).toEqual([200, 429]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { deal, pipeline, stage } from '../contract/index.ts';
import { boardRoutes, sumBoard } from './board.routes.ts';
import { dealsModule } from './index.ts';

const { system, join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const vera = await join('Vera Lang', 'viewer');

const pipelines = JSON.parse(await listRecords(system, pipeline, {})) as { items: { id: string }[] };
const sales = pipelines.items[0]?.id ?? '';
const stages = JSON.parse(await listRecords(system, stage, { sort: 'position' })) as {
  items: { id: string; name: string }[];
};
const stageNamed = (name: string) => stages.items.find((one) => one.name === name)?.id ?? '';
const sell = (ctx: Context, name: string, where: string, amount?: string, currency = 'USD') =>
  createRecord(ctx, deal, {
    name,
    stage: stageNamed(where),
    ...(amount ? { amount: { amount, currency } } : {}),
  });
await sell(anna, 'Plinth for Ararat', 'Proposal', '1000.10');
await sell(anna, 'Lift for Ararat', 'Proposal', '0.20');
await sell(boris, 'Bridge for Sevan', 'Proposal', '700.00', 'EUR');
await sell(boris, 'Survey for Sevan', 'Proposal');
const gone = await sell(boris, 'Forgotten', 'Negotiation', '5.00');
await deleteRecord(boris, deal, gone.id);

/** The board over HTTP as this person, or as nobody, sees it. */
function ask(ctx: Context | null, query: Record<string, string>) {
  const server = buildHttpServer({ routes: boardRoutes, resolveContext: async () => ctx });
  return server.inject({ method: 'GET', url: `/api/v1/deals/board?${new URLSearchParams(query)}` });
}
/** The same person where sellers see only their own deals. */
function narrowed(ctx: Context): Context {
  const modules = serverModules.map((module) =>
    module.name === dealsModule.name
      ? { ...module, policies: module.policies?.map((one) => (one.noun === 'deal' ? ownOnly(one) : one)) ?? [] }
      : module,
  );
  return { ...ctx, registry: createRegistry(modules) };
}
const ownOnly = <P extends { grants: object }>(policy: P): P => ({ ...policy, grants: { seller: { read: 'own' } } });

describe('the board is refused', () => {
  it('to nobody in particular', async () => {
    expect((await ask(null, { pipeline: sales })).statusCode).toBe(401);
  });

  it('to a role that may not see deals at all', async () => {
    const answer = await ask(narrowed(vera), { pipeline: sales });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'forbidden', params: { action: 'read', noun: 'deal' } });
  });

  it('for a pipeline that is not there, and without one', async () => {
    const answer = await ask(anna, { pipeline: '0190b6f0-0000-7000-8000-00000000dead' });
    expect(answer.statusCode).toBe(404);
    expect((await ask(anna, {})).statusCode).toBe(422);
  });

  it('with a filter that names a field deals do not have, or hides SQL', async () => {
    const wrong = { field: "stage'; drop table deals; --", op: 'is', value: 'x' };
    const answer = await ask(anna, { pipeline: sales, filter: JSON.stringify(wrong) });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ fields: [{ path: 'filter.field', code: 'unknownField' }] });
  });
});

describe('the board', () => {
  it('counts every stage in order and adds up each currency by itself', async () => {
    const answer = await ask(vera, { pipeline: sales });
    expect(answer.statusCode).toBe(200);
    const board = answer.json() as { stages: { stage: string }[] };
    expect(board.stages.map((one) => one.stage)).toEqual(stages.items.map((one) => one.id));
    expect(board.stages.find((one) => one.stage === stageNamed('Proposal'))).toEqual({
      stage: stageNamed('Proposal'),
      count: 4,
      capped: false,
      sums: [
        { currency: 'EUR', amount: '700.00' },
        { currency: 'USD', amount: '1000.30' },
      ],
    });
  });

  it('leaves out what lies in the bin', async () => {
    const board = await sumBoard(anna, sales);
    expect(board.find((one) => one.stage === stageNamed('Negotiation'))).toMatchObject({ count: 0, sums: [] });
  });

  it('counts what its filter and its search find, and nothing else', async () => {
    const answer = await ask(anna, {
      pipeline: sales,
      filter: JSON.stringify({ field: 'owner', op: 'is', value: '@me' }),
      search: 'lift',
    });
    const proposal = answer.json().stages.find((one: { stage: string }) => one.stage === stageNamed('Proposal'));
    expect(proposal).toMatchObject({ count: 1, sums: [{ currency: 'USD', amount: '0.20' }] });
  });

  it('adds up only the deals its reader may see', async () => {
    const [own] = (await sumBoard(narrowed(boris), sales)).filter((one) => one.count > 0);
    expect(own).toMatchObject({ count: 2, sums: [{ currency: 'EUR', amount: '700.00' }] });
  });

  it('says "more than" instead of adding up a column beyond its limit', async () => {
    const board = await sumBoard(anna, sales, { most: 3 });
    expect(board.find((one) => one.stage === stageNamed('Proposal'))).toEqual({
      stage: stageNamed('Proposal'),
      count: 3,
      capped: true,
      sums: [],
    });
  });
});

import type { TransactionContext } from '../../../../server/context.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { listRecords } from '../../../../server/records/list.ts';
import { personNameText } from '../../../../shared/names/person-name.ts';
import { pipeline, stage } from '../../../deals/contract/index.ts';
import { product } from '../../../products/contract/index.ts';
import { member, team } from '../../../workspace/contract/index.ts';
import { inventName } from '../invent.ts';
import { createRandom, type Random } from '../random.ts';
import { everyCulture } from './company.load.ts';
import { dayLength, type LoadProduct, type LoadStage, type LoadWorld } from './world.ts';

const memberCount = 20;
const years = 3;

/** The sellers, teams and products that load data hangs on, made by the verbs; pipeline and stages are the workspace's. */
export async function createWorld(ctx: TransactionContext): Promise<LoadWorld> {
  const random = createRandom(20_240_229);
  const end = Math.floor(ctx.now().getTime() / dayLength) * dayLength;
  const [first] = await listAll<{ id: string }>(ctx, pipeline);
  if (!first) throw new Error('The workspace has no pipeline');
  const filter = { field: 'pipeline', op: 'is', value: first.id } as const;
  return {
    ...{ ctx, random, start: end - years * 365 * dayLength, end },
    owners: await createMembers(ctx, random),
    pipeline: first.id,
    stages: await listAll<LoadStage>(ctx, stage, filter),
    products: await createProducts(ctx),
    companies: [],
    people: [],
    deals: [],
  };
}

async function listAll<T>(
  ctx: TransactionContext,
  noun: typeof stage | typeof pipeline,
  filter?: Parameters<typeof listRecords>[2]['filter'],
) {
  const query = { sort: 'position', limit: 200, ...(filter ? { filter } : {}) };
  return (JSON.parse(await listRecords(ctx, noun, query)) as { items: T[] }).items;
}

async function createMembers(ctx: TransactionContext, random: Random): Promise<string[]> {
  const teams: string[] = [];
  for (const culture of everyCulture) {
    const [name, office] = culture.teams[0] ?? ['', ''];
    teams.push((await createRecord(ctx, team, { name, office })).id);
  }
  const members: string[] = [];
  for (let index = 0; index < memberCount; index++) {
    const culture = everyCulture[index % everyCulture.length] ?? random.pick(everyCulture);
    const name = personNameText(inventName(random, culture), 'en');
    members.push((await createRecord(ctx, member, { name, team: teams[index % teams.length] })).id);
  }
  return members;
}

async function createProducts(ctx: TransactionContext): Promise<LoadProduct[]> {
  const products: LoadProduct[] = [];
  for (const culture of everyCulture) {
    for (const [name, category, unit, price] of culture.products) {
      const money = { amount: `${price}.00`, currency: ctx.workspace.currency };
      const { id } = await createRecord(ctx, product, { name, category, unit, price: money });
      products.push({ id, name, price: money });
    }
  }
  return products;
}

import {
  directory,
  type MatrixWorld,
  type ModuleAccess,
  post,
  read,
  reads,
  signed,
  theirWorkspace,
  work,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    deals: { expected: work, body: ({ next }, owner) => ({ name: next(), owner }) },
    'deal-lines': {
      expected: signed,
      body: async (world, member) => ({ deal: await dealOf(world, member), name: world.next() }),
    },
    'stage-visits': { expected: reads, record: visitOf },
    pipelines: { expected: directory, body: ({ next }) => ({ name: next() }) },
    stages: {
      expected: { ...directory, create: [401, 403, 403, 403, 403, 201, 201, 422] },
      body: async (world) => ({ name: world.next(), pipeline: await pipelineOf(world) }),
    },
  },
  routes: {
    'deals.copyPipeline': [
      [401, 403, 403, 403, 403, 201, 201, 404],
      async (world) => post(`/pipelines/${await pipelineOf(world)}/copy`, { name: world.next() }),
    ],
    'deals.board': [theirWorkspace, async (world) => read(`/deals/board?pipeline=${await pipelineOf(world)}`)],
  },
};

const pipelineOf = ({ once, create }: MatrixWorld) =>
  once('pipeline', () => create('/pipelines', { name: 'Partners' }));

const dealOf = ({ create, next }: MatrixWorld, owner: string) => create('/deals', { name: next(), owner });

async function visitOf(world: MatrixWorld, member: string): Promise<string> {
  const filter = JSON.stringify({ field: 'deal', op: 'is', value: await dealOf(world, member) });
  const { body } = await read(`/stage-visits?filter=${encodeURIComponent(filter)}`)(world.owner);
  return (body.items as { id: string }[])[0]?.id ?? '';
}

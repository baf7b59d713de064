import {
  everyOwner,
  everyOwnerCreates,
  type MatrixWorld,
  type ModuleAccess,
  ownersOnly,
  patch,
  post,
  put,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

const process = {
  name: 'Follow up',
  noun: 'deal',
  start: { on: 'made' },
  steps: [{ do: 'task', title: 'Call {{name}}', for: { who: 'owner' } }],
};
const made = ({ create }: MatrixWorld) => create('/processes', process);
const shared = (world: MatrixWorld) => world.once('process', () => made(world));

export const access: ModuleAccess = {
  routes: {
    'processes.list': [everyOwner, () => read('/processes')],
    'processes.create': [everyOwnerCreates, () => post('/processes', process)],
    'processes.try': [everyOwner, () => post('/processes/try', process)],
    'processes.change': [
      ownersOnly,
      async (world) => patch(`/processes/${await shared(world)}`, { name: world.next() }),
    ],
    'processes.delete': [ownersOnly, async (world) => remove(`/processes/${await made(world)}`)],
    'processes.switch': [ownersOnly, async (world) => put(`/processes/${await shared(world)}/on`, { on: false })],
    'processes.runs': [ownersOnly, async (world) => read(`/processes/${await shared(world)}/runs`)],
    'processes.again': [
      [401, 403, 403, 403, 403, 403, 404, 404],
      async (world) => post(`/processes/${await shared(world)}/runs/0190a000-0000-4000-8000-00000000abcd/again`),
    ],
  },
};

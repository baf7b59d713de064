import {
  everyone,
  everyoneCreates,
  type MatrixWorld,
  type ModuleAccess,
  onePersons,
  patch,
  post,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: {
    'views.list': [everyone, () => read('/views?noun=deal')],
    'views.create': [everyoneCreates, ({ next }) => post('/views', { noun: 'deal', name: { en: next() } })],
    'views.change': [
      onePersons,
      async (world) => patch(`/views/${await viewOf(world)}`, { name: { en: world.next() } }),
    ],
    'views.delete': [onePersons, async (world) => remove(`/views/${await viewOf(world)}`)],
    'views.restore': [
      onePersons,
      async (world) => {
        const id = await viewOf(world);
        await remove(`/views/${id}`)(world.owner);
        return post(`/views/${id}/restore`);
      },
    ],
    'views.choose': [everyone, () => patch('/views/choices/deal', { opens: 'all' })],
  },
};

const viewOf = ({ create, next }: MatrixWorld) => create('/views', { noun: 'deal', name: { en: next() } });

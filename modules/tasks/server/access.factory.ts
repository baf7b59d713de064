import { type ModuleAccess, post, work } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: { tasks: { expected: work, body: ({ next }, owner) => ({ title: next(), owner }) } },
  routes: {
    'tasks.complete': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async ({ create, next, seller }) => {
        const id = await create('/tasks', { title: next(), owner: seller });
        return post(`/tasks/${id}/completion`, { outcome: 'They agreed', next: { title: next() } });
      },
    ],
  },
};

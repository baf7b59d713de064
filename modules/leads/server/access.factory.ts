import {
  type ModuleAccess,
  mergedBySellers,
  post,
  read,
  remove,
  theirWorkspace,
  work,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  nouns: {
    leads: { expected: { ...work, ...mergedBySellers }, body: ({ next }, owner) => ({ companyName: next(), owner }) },
  },
  routes: {
    'leads.asked': [
      [401, 403, 201, 201, 201, 201, 201, 201],
      ({ next }) => post('/leads/asked', { occasion: 'phone', lead: { companyName: next() } }),
    ],
    'leads.conversion': [
      theirWorkspace,
      async ({ create, next, seller }) =>
        read(`/leads/${await create('/leads', { name: next(), owner: seller })}/conversion`),
    ],
    'leads.convert': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async ({ create, next, seller }) => {
        const id = await create('/leads', { companyName: next(), owner: seller });
        return post(`/leads/${id}/conversion`, { company: { create: {} }, person: null, deal: null });
      },
    ],
    'leads.undoConversion': [
      [401, 403, 200, 200, 200, 200, 200, 404],
      async ({ create, next, seller, owner }) => {
        const id = await create('/leads', { companyName: next(), owner: seller });
        await post(`/leads/${id}/conversion`, { company: { create: {} }, person: null, deal: null })(owner);
        return remove(`/leads/${id}/conversion`);
      },
    ],
  },
};

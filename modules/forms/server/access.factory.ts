import {
  directory,
  type Expected,
  type MatrixWorld,
  type ModuleAccess,
} from '../../../server/access/expected-access.factory.ts';

const site = 'https://www.ararat.example';

/** What was sent by a form that is that member's. */
async function sendOne({ next, create, owner }: MatrixWorld, member: string): Promise<string> {
  const asks = [{ field: 'companyName', required: true }];
  const form = await create('/web-forms', { name: next(), owner: member, definition: { asks, sites: [site] } });
  const { body } = await owner.get(`/api/v1/web-forms/${form}`);
  const name = next();
  await owner.send('POST', `/f/${body.key}`, { companyName: name }, { origin: site });
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }));
  const { body: page } = await owner.get(`/api/v1/form-answers?filter=${filter}`);
  const [answer] = page.items as readonly { readonly id: string }[];
  return answer?.id ?? `none: ${JSON.stringify(page)}`;
}

const listed: Expected = [401, 403, 200, 200, 200, 200, 200, 200];
const seen: Expected = [401, 403, 200, 404, 404, 200, 200, 404];
const removed: Expected = [401, 403, 403, 403, 403, 200, 200, 404];
const written: Expected = [401, 403, 403, 403, 403, 403, 403, 403];

export const access: ModuleAccess = {
  nouns: {
    'web-forms': { expected: directory, body: ({ next }) => ({ name: next() }) },
    'form-answers': {
      expected: {
        ...{ list: listed, count: listed, aggregate: listed, positions: listed, get: seen, changes: seen },
        ...{ create: written, update: written, batch: written, delete: removed, restore: removed, bulk: written },
      },
      body: ({ next }) => ({ name: next() }),
      record: sendOne,
    },
  },
};

import {
  everyOwner,
  everyOwnerCreates,
  type MatrixWorld,
  type ModuleAccess,
  ownersOnly,
  post,
  put,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

const personOf = ({ once, create, next }: MatrixWorld) =>
  once('person', () => create('/people', { name: { given: next() } }));

const rule = { noun: 'company', since: 'created', days: 36_500 };
const ruleOf = ({ once, create }: MatrixWorld) => once('retentionRule', () => create('/privacy/retention', rule));

export const access: ModuleAccess = {
  routes: {
    'privacy.held': [
      [401, 403, 403, 403, 403, 403, 200, 404],
      async (world) => read(`/privacy/people/${await personOf(world)}`),
    ],
    'privacy.download': [
      [401, 403, 403, 403, 403, 403, 200, 404],
      async (world) => read(`/privacy/people/${await personOf(world)}/file`),
    ],
    'privacy.erase': [
      [401, 403, 403, 403, 403, 403, 422, 404],
      async (world) => post(`/privacy/people/${await personOf(world)}/erase`, { name: 'Somebody else' }),
    ],
    'retention.list': [everyOwner, () => read('/privacy/retention')],
    'retention.add': [everyOwnerCreates, () => post('/privacy/retention', rule)],
    'retention.preview': [ownersOnly, async (world) => read(`/privacy/retention/${await ruleOf(world)}/preview`)],
    'retention.switch': [
      ownersOnly,
      async (world) => put(`/privacy/retention/${await ruleOf(world)}/on`, { on: false }),
    ],
    'retention.remove': [
      ownersOnly,
      async ({ create }) => remove(`/privacy/retention/${await create('/privacy/retention', rule)}`),
    ],
    'retention.undo': [
      [401, 403, 403, 403, 403, 403, 404, 404],
      () => post('/privacy/retention/runs/0190a000-0000-4000-8000-00000000abcd/undo', {}),
    ],
  },
};

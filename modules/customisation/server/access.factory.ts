import {
  type Expected,
  everyOwner,
  everyOwnerCreates,
  everyone,
  type MatrixWorld,
  type ModuleAccess,
  mergedBySellers,
  ownersOnly,
  patch,
  post,
  put,
  read,
  theirWorkspace,
  work,
} from '../../../server/access/expected-access.factory.ts';

/** Goes back to a layout that is there anyway. */
const standardLayout = {
  ...{ noun: 'company', surface: 'card', role: null, kindField: null, kind: null, version: 0, layout: null },
};
/** Of a noun that a stranger's workspace does not have. */
const sellersHere: Expected = [401, 403, 200, 200, 200, 200, 200, 404];

export const access: ModuleAccess = {
  nouns: {
    workspaceRecords: {
      expected: {
        ...{
          ...work,
          ...mergedBySellers,
          list: theirWorkspace,
          count: theirWorkspace,
          aggregate: theirWorkspace,
          positions: theirWorkspace,
        },
        ...{ bulk: sellersHere, create: [401, 403, 201, 201, 201, 201, 201, 404] },
      },
      body: ({ next }, owner) => ({ name: next(), owner }),
      path: async ({ create, once }) => {
        const visits = { one: { en: 'Visit' }, many: { en: 'Visits' }, icon: 'map-pin' };
        await once('visits', () => create('/custom-nouns', visits));
        return 'x-visits';
      },
    },
  },
  routes: {
    'customNouns.list': [everyOwner, () => read('/custom-nouns')],
    'customNouns.add': [everyOwnerCreates, (world) => post('/custom-nouns', freshNoun(world))],
    'customNouns.change': [
      ownersOnly,
      async (world) => {
        const id = await world.create('/custom-nouns', freshNoun(world));
        return patch(`/custom-nouns/${id}`, { icon: 'star' });
      },
    ],
    'nounNames.list': [everyOwner, () => read('/noun-names')],
    'nounNames.put': [everyOwner, () => put('/noun-names/company', { version: 0, definition: {} })],
    'customFields.list': [everyOwner, () => read('/custom-fields')],
    'customFields.add': [everyOwnerCreates, (world) => post('/custom-fields', freshField(world))],
    'customFields.change': [
      ownersOnly,
      async (world) => {
        const id = await world.create('/custom-fields', freshField(world));
        return patch(`/custom-fields/${id}`, { required: false });
      },
    ],
    'customFields.preview': [everyOwner, () => post('/custom-fields/preview', { noun: 'company', formula: '1 + 1' })],
    'customFields.progress': [everyone, () => read('/custom-fields/progress')],
    'customFields.indexes': [everyOwner, () => read('/custom-fields/indexes')],
    'kindChanges.list': [everyOwner, () => read('/kind-changes')],
    'kindChanges.start': [
      [401, 403, 403, 403, 403, 403, 201, 404],
      async (world) => {
        const id = await world.create('/custom-fields', freshField(world));
        return post(`/custom-fields/${id}/kind-changes`, { kind: 'text' });
      },
    ],
    'kindChanges.get': [ownersOnly, async (world) => read(`/kind-changes/${await freshKindChange(world)}`)],
    'kindChanges.failures': [
      ownersOnly,
      async (world) => read(`/kind-changes/${await freshKindChange(world)}/failures`),
    ],
    'kindChanges.apply': [ownersOnly, async (world) => post(`/kind-changes/${await freshKindChange(world)}/apply`)],
    // Of one that has not been applied there is nothing to undo or to give up: who may is told so.
    'kindChanges.undo': [
      [401, 403, 403, 403, 403, 403, 409, 404],
      async (world) => post(`/kind-changes/${await freshKindChange(world)}/undo`),
    ],
    'kindChanges.close': [
      [401, 403, 403, 403, 403, 403, 409, 404],
      async (world) => post(`/kind-changes/${await freshKindChange(world)}/close`),
    ],
    'kindChanges.cancel': [ownersOnly, async (world) => post(`/kind-changes/${await freshKindChange(world)}/cancel`)],
    'layouts.list': [everyOwner, () => read('/layouts')],
    'layouts.put': [everyOwner, () => put('/layouts', standardLayout)],
    'appearance.get': [everyOwner, () => read('/appearance')],
    'appearance.putNavigation': [everyOwner, () => put('/appearance/navigation', { version: 0, definition: {} })],
    'appearance.putBrand': [everyOwner, () => put('/appearance/brand', { version: 0, definition: {} })],
    'appearance.changeOwn': [everyone, () => patch('/appearance/own', { density: null })],
    'fieldSettings.list': [everyOwner, () => read('/field-settings')],
    'fieldSettings.put': [everyOwner, () => put('/field-settings/company/industry', { version: 0, definition: {} })],
  },
};

const freshNoun = ({ next }: MatrixWorld) => ({ one: { en: next() }, many: { en: next() } });
const freshField = ({ next }: MatrixWorld) => ({ noun: 'team', kind: 'date', label: { en: next() } });
const freshKindChange = async (world: MatrixWorld) => {
  const id = await world.create('/custom-fields', freshField(world));
  return world.create(`/custom-fields/${id}/kind-changes`, { kind: 'text' });
};

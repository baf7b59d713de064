import {
  type Expected,
  everyOwner,
  type ModuleAccess,
  post,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

const carried = { package: { format: 'rapport-configuration', schema: 1, product: '1', parts: {} } };
const tooMany: Expected = [401, 403, 403, 403, 403, 403, 422, 422];

export const access: ModuleAccess = {
  routes: {
    'configuration.versions': [everyOwner, () => read('/configuration/versions')],
    'configuration.differences': [everyOwner, () => read('/configuration/differences?from=1')],
    'configuration.export': [everyOwner, () => read('/configuration/package')],
    'configuration.preview': [everyOwner, () => post('/configuration/preview', carried)],
    // Asked for more than there may be: a sandbox takes its time to make, and who may not is told before.
    'configuration.makeSandbox': [tooMany, () => post('/configuration/sandbox', { sample: 1000 })],
    'configuration.removeSandbox': [everyOwner, () => remove('/configuration/sandbox')],
    'configuration.sandbox': [everyOwner, () => read('/configuration/sandbox')],
    'configuration.apply': [everyOwner, () => post('/configuration/apply', carried)],
  },
};

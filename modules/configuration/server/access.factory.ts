import { everyOwner, type ModuleAccess, post, read } from '../../../server/access/expected-access.factory.ts';

const carried = { package: { format: 'rapport-configuration', schema: 1, product: '1', parts: {} } };

export const access: ModuleAccess = {
  routes: {
    'configuration.versions': [everyOwner, () => read('/configuration/versions')],
    'configuration.differences': [everyOwner, () => read('/configuration/differences?from=1')],
    'configuration.export': [everyOwner, () => read('/configuration/package')],
    'configuration.preview': [everyOwner, () => post('/configuration/preview', carried)],
    'configuration.apply': [everyOwner, () => post('/configuration/apply', carried)],
  },
};

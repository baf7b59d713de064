import { everyOwner, type ModuleAccess, post, read, remove } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: {
    'demo.cancel': [everyOwner, () => remove('/setup/demo')],
    'demo.get': [everyOwner, () => read('/setup/demo')],
    'demo.start': [[401, 403, 403, 403, 403, 403, 409, 409], () => post('/setup/demo', {})],
  },
};

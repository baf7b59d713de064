import { everyOwner, type ModuleAccess, post, read } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: {
    'demo.get': [everyOwner, () => read('/setup/demo')],
    'demo.start': [[401, 403, 403, 403, 403, 403, 409, 409], () => post('/setup/demo', {})],
  },
};

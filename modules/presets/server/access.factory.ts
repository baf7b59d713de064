import {
  type Expected,
  everyOwner,
  type ModuleAccess,
  post,
  read,
} from '../../../server/access/expected-access.factory.ts';

/** Owners get as far as being told that there is no such trade; adding one to the matrix would be slow. */
const unknownToOwners: Expected = [401, 403, 403, 403, 403, 403, 404, 404];

export const access: ModuleAccess = {
  routes: {
    'presets.list': [everyOwner, () => read('/presets')],
    'presets.preview': [everyOwner, () => read('/presets/realEstate/preview')],
    'presets.package': [everyOwner, () => read('/presets/standard/package')],
    'presets.apply': [unknownToOwners, () => post('/presets/spaceships/apply')],
  },
};

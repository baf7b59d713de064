import { type ModuleAccess, read } from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: { 'exports.csv': [[401, 403, 403, 403, 403, 200, 200, 200], () => read('/exports/companies')] },
};

import { randomUUID } from 'node:crypto';
import {
  type Expected,
  everyone,
  type ModuleAccess,
  patch,
  post,
  read,
} from '../../../server/access/expected-access.factory.ts';

/** Only the server makes notices, and none of these callers has one: what there is not is nothing to all. */
const nobodys: Expected = [401, 404, 404, 404, 404, 404, 404, 404];

export const access: ModuleAccess = {
  nouns: {
    notices: {
      expected: {
        list: everyone,
        count: everyone,
        aggregate: everyone,
        positions: everyone,
        get: nobodys,
        changes: nobodys,
      },
      record: async () => randomUUID(),
    },
  },
  routes: {
    'notices.mine': [everyone, () => read('/my-notices')],
    'notices.read': [everyone, () => post('/my-notices/read', {})],
    'notices.clear': [everyone, () => post('/my-notices/clear', {})],
    'notices.choices': [everyone, () => read('/my-notices/choices')],
    'notices.choose': [
      everyone,
      () => patch('/my-notices/choices', { items: [{ kind: 'shared', shown: true, mailed: false }] }),
    ],
  },
};

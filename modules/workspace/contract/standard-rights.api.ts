import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { actions, reaches } from '../../../shared/nouns/role-rights.ts';

const grants = z.partialRecord(z.enum(actions), z.enum(reaches));

export const getStandardRights = defineEndpoint({
  name: 'accessRoles.standard',
  summary:
    'What the standard roles may, by type of record: what roles of the workspace’s own may differ in; for owners',
  method: 'GET',
  path: '/standard-rights',
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        noun: z.string(),
        /** Whose records these are is known: rights may reach one's own or one's team's. */
        hasOwner: z.boolean(),
        /** Fields that every role sees and that are always there to be filled in. */
        fixed: z.array(z.string()),
        grants: z.strictObject({ manager: grants, seller: grants, viewer: grants }),
      }),
    ),
  }),
});

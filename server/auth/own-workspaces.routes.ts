import { listOwnWorkspaces } from '../../shared/contract/own-workspaces.ts';
import { AppError } from '../../shared/errors.ts';
import type { Database } from '../db/database.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { assertAtBrowser } from './at-browser.ts';
import type { FindIdentity } from './identity.ts';
import { listMemberships } from './membership.repository.ts';

/** Where an account may go: a key is for one workspace, and learns of no other. */
export function createOwnWorkspacesRoutes(database: Database, findIdentity: FindIdentity): readonly Route[] {
  return [
    defineRoute(listOwnWorkspaces, 'signedIn', async (ctx) => {
      assertAtBrowser(ctx);
      const { accountId } = ctx.actor;
      if (accountId === null) throw new AppError(401, 'notSignedIn');
      const items = [];
      for (const { workspace } of await listMemberships(database.control, accountId)) {
        const { id, name, sandboxOf } = workspace;
        if (!sandboxOf && (await findIdentity(accountId, id)))
          items.push({ id, name, current: id === ctx.workspace.id });
      }
      return { items };
    }),
  ];
}

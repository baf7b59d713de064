import type { ServerModule } from '../../../server/module.ts';
import { forgetAccounts } from './account.repository.ts';
import { goneListener } from './gone.listener.ts';
import { passwordJob } from './password.job.ts';
import { portalDdl } from './portal.ddl.ts';
import { portalRoutes } from './portal.routes.ts';
import { sessionIn } from './portal-cookie.ts';
import { clearSessions, useSession } from './session.repository.ts';

/** Where clients see what is theirs: accounts apart from members, sessions that reach the portal and nothing else. */
export const portalModule: ServerModule = {
  name: 'portal',
  routes: portalRoutes,
  listeners: [goneListener],
  jobs: [passwordJob],
  ddl: portalDdl,
  everyDay: (ctx) => clearSessions(ctx.db),
  forget: ({ db }, { ids }) => forgetAccounts(db, ids),
  async findClient(ctx, cookies) {
    const session = sessionIn(ctx, cookies);
    return session && useSession(ctx.db, session);
  },
};

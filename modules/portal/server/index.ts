import type { ServerModule } from '../../../server/module.ts';
import { ticketComment } from '../contract/index.ts';
import { forgetAccounts } from './account.repository.ts';
import { answerListener } from './answer.listener.ts';
import { goneListener } from './gone.listener.ts';
import { passwordJob } from './password.job.ts';
import { portalDdl } from './portal.ddl.ts';
import { portalRoutes } from './portal.routes.ts';
import { sessionIn } from './portal-cookie.ts';
import { refusedJob } from './refused.job.ts';
import { clearFilesOf } from './request.repository.ts';
import { clearSessions, useSession } from './session.repository.ts';
import { ticketCommentPolicy } from './ticket-comment.policy.ts';
import { ticketCommentRules } from './ticket-comment.rules.ts';

/** Where clients see what is theirs: accounts apart from members, sessions that reach the portal and nothing else. */
export const portalModule: ServerModule = {
  name: 'portal',
  nouns: [ticketComment],
  policies: [ticketCommentPolicy],
  rules: [ticketCommentRules],
  routes: portalRoutes,
  listeners: [goneListener, answerListener],
  jobs: [passwordJob, refusedJob],
  ddl: portalDdl,
  everyDay: async ({ db }) => {
    await clearSessions(db);
    await clearFilesOf(db);
  },
  forget: ({ db }, { ids }) => forgetAccounts(db, ids),
  async findClient(ctx, cookies) {
    const session = sessionIn(ctx, cookies);
    return session && useSession(ctx.db, session);
  },
};

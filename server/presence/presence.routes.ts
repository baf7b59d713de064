import { endPresence, keepPresence } from '../../shared/contract/presence.api.ts';
import { notFound } from '../../shared/errors.ts';
import { assertMay } from '../access/access.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { othersAt } from './others-at.ts';
import { end, keep, listPresent } from './presence.repository.ts';

/** `onNews` is called with the workspace in which somebody came, went or began to edit. */
export function createPresenceRoutes(onNews: (workspaceId: string) => void): readonly Route[] {
  return [
    defineRoute(keepPresence, 'signedIn', async (ctx, { body }) => {
      const { browser, tab, id, field } = body;
      const noun = ctx.registry.getNoun(body.noun);
      assertMay(ctx, noun, 'read');
      const member = ctx.actor.memberId;
      const kept = member && (await keep(ctx, noun, { tab, browser, member, noun: noun.name, record: id, field }));
      if (!kept) {
        if (member && (await end(ctx.db, tab, member))) onNews(ctx.workspace.id);
        throw notFound(noun.name, id);
      }
      if (kept.isNews) onNews(ctx.workspace.id);
      return { others: othersAt(await listPresent(ctx.db, id), id, member) };
    }),
    defineRoute(endPresence, 'signedIn', async (ctx, { body }) => {
      if (ctx.actor.memberId && (await end(ctx.db, body.tab, ctx.actor.memberId))) onNews(ctx.workspace.id);
      return undefined;
    }),
  ];
}

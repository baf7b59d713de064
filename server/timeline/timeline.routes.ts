import { compareVersions } from '../../shared/contract/history.api.ts';
import { getTimeline } from '../../shared/contract/timeline.api.ts';
import { noteOpened } from '../access-log/note-shown.ts';
import { defineRoute, JsonText } from '../http/route.ts';
import { compare } from './compare-versions.ts';
import { readTimeline } from './read-timeline.ts';

/** What happened; what of it the caller sees is the reader's to say, so that it only wants somebody signed in. */
export const timelineRoutes = [
  defineRoute(
    getTimeline,
    'signedIn',
    async (ctx, { params, query }) =>
      new JsonText(await readTimeline(ctx, ctx.registry.getNoun(params.noun), params.id, query)),
  ),
  defineRoute(compareVersions, 'signedIn', async (ctx, { params, query }) => {
    const noun = ctx.registry.getNoun(params.noun);
    const versions = await compare(ctx, noun, params.id, query);
    await noteOpened(ctx, noun, params.id);
    return versions;
  }),
];

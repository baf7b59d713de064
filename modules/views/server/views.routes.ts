import { readVersion } from '../../../server/http/record-version.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import * as api from '../contract/index.ts';
import { changeView, chooseViews, createView, listViews, markedView } from './views.service.ts';

/** The verbs ask themselves whose a view is; the routes only want somebody signed in. */
export const viewRoutes: readonly Route[] = [
  defineRoute(api.listViews, 'signedIn', (ctx, { query }) => listViews(ctx, query.noun)),
  defineRoute(api.createView, 'signedIn', (ctx, { body }) => createView(ctx, body)),
  defineRoute(api.chooseViews, 'signedIn', (ctx, { params, body }) => chooseViews(ctx, params.noun, body)),
  defineRoute(api.changeView, 'signedIn', (ctx, { params, body, headers }) =>
    changeView(ctx, params.id, body, readVersion(headers.ifMatch)),
  ),
  defineRoute(api.deleteView, 'signedIn', (ctx, { params }) => markedView(ctx, params.id, true)),
  defineRoute(api.restoreView, 'signedIn', (ctx, { params }) => markedView(ctx, params.id, false)),
];

import { defineRoute } from '../../../server/http/route.ts';
import { getSession, updateWorkspaceSettings } from '../contract/workspace.api.ts';
import { changeSettings, readSession } from './workspace.service.ts';

export const workspaceRoutes = [
  defineRoute(getSession, 'signedIn', (ctx) => readSession(ctx)),
  defineRoute(updateWorkspaceSettings, ['owner'], (ctx, { body }) => changeSettings(ctx, body)),
];

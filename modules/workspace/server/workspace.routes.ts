import { defineRoute } from '../../../server/http/route.ts';
import {
  getSecondFactorRoles,
  getSession,
  setSecondFactorRoles,
  updateWorkspaceSettings,
} from '../contract/workspace.api.ts';
import { listSecondFactorRoles, writeRoles } from './required-factor.service.ts';
import { changeSettings, readSession } from './workspace.service.ts';

export const workspaceRoutes = [
  defineRoute(getSession, 'signedIn', (ctx) => readSession(ctx)),
  defineRoute(updateWorkspaceSettings, ['owner'], (ctx, { body }) => changeSettings(ctx, body)),
  defineRoute(getSecondFactorRoles, ['owner'], async (ctx) => ({ roles: listSecondFactorRoles(ctx) })),
  defineRoute(setSecondFactorRoles, ['owner'], async (ctx, { body }) => ({ roles: await writeRoles(ctx, body.roles) })),
];

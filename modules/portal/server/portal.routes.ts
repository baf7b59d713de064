import { defineRoute, Reply, type Route } from '../../../server/http/route.ts';
import {
  changePortalAccount,
  endPortalAccount,
  enterPortal,
  forgetPortalPassword,
  getPortalMe,
  inviteToPortal,
  leavePortal,
  listPortalAccounts,
  lookAtPortal,
  signInToPortal,
} from '../contract/index.ts';
import { askForPassword, enterByLink, signIn, signOut } from './enter.ts';
import { readMe } from './me.ts';
import * as accounts from './portal-account.service.ts';
import { portalCookie, sessionIn } from './portal-cookie.ts';
import { assertOpen } from './portal-open.ts';

const writers = ['owner', 'manager', 'seller'] as const;
const withCookie = (cookie: string) => new Reply({}, { headers: { 'set-cookie': cookie } });

/** Who lets clients in. */
const accountRoutes: readonly Route[] = [
  defineRoute(listPortalAccounts, 'signedIn', (ctx, { params }) => accounts.listPortalAccounts(ctx, params.id)),
  defineRoute(inviteToPortal, writers, (ctx, { params, body }) => accounts.inviteToPortal(ctx, params.id, body)),
  defineRoute(changePortalAccount, writers, async (ctx, { params, body }) => {
    await accounts.changePortalAccount(ctx, params.id, body.wholeCompany);
    return {};
  }),
  defineRoute(endPortalAccount, writers, async (ctx, { params }) => {
    await accounts.endPortalAccount(ctx, params.id);
    return {};
  }),
];

/** How clients come in: by a password or a link, which is looked at before anything else. */
const entranceRoutes: readonly Route[] = [
  defineRoute(lookAtPortal, 'keyed', async (ctx) => {
    assertOpen(ctx);
    return { name: ctx.workspace.name, language: ctx.workspace.language };
  }),
  defineRoute(signInToPortal, 'keyed', async (ctx, { body, request }) => {
    assertOpen(ctx);
    return withCookie(portalCookie(ctx, await signIn(ctx, body, request.ip)));
  }),
  defineRoute(enterPortal, 'keyed', async (ctx, { body }) => {
    assertOpen(ctx);
    return withCookie(portalCookie(ctx, await enterByLink(ctx, body)));
  }),
  defineRoute(forgetPortalPassword, 'keyed', async (ctx, { body, request }) => {
    assertOpen(ctx);
    await askForPassword(ctx, body.email, request.ip);
    return {};
  }),
];

/** What clients see, who are signed in. */
const clientRoutes: readonly Route[] = [
  defineRoute(leavePortal, 'portal', async (ctx, { request }) => {
    await signOut(ctx, sessionIn(ctx, request.headers.cookie));
    return withCookie(portalCookie(ctx, null));
  }),
  defineRoute(getPortalMe, 'portal', (ctx) => readMe(ctx)),
];

export const portalRoutes: readonly Route[] = [...accountRoutes, ...entranceRoutes, ...clientRoutes];

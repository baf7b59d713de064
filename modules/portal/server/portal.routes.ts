import { replyWithFile } from '../../../server/http/file-reply.ts';
import type { RequestFacts } from '../../../server/http/request-facts.ts';
import { defineRoute, Reply, type Route, uploadOf } from '../../../server/http/route.ts';
import {
  askForCorrection,
  changePortalAccount,
  changePortalPassword,
  endPortalAccount,
  enterPortal,
  forgetPortalPassword,
  getPortalMe,
  getPortalRequest,
  inviteToPortal,
  leavePortal,
  listPortalAccounts,
  listPortalRequests,
  lookAtPortal,
  readPortalFile,
  sendPortalFile,
  signInToPortal,
  writePortalComment,
  writePortalRequest,
} from '../contract/index.ts';
import { askForPassword, changePassword, enterByLink, signIn, signOut } from './enter.ts';
import { readMe } from './me.ts';
import * as accounts from './portal-account.service.ts';
import { portalCookie, sessionIn } from './portal-cookie.ts';
import { assertOpen } from './portal-open.ts';
import { languageIn, readRequest, readRequests } from './read-requests.ts';
import * as writing from './write-requests.ts';

const writers = ['owner', 'manager', 'seller'] as const;
const withCookie = (cookie: string) => new Reply({}, { headers: { 'set-cookie': cookie } });

const whence = ({ ip, headers }: RequestFacts) => ({ address: ip, userAgent: headers['user-agent'] ?? null });

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
    return withCookie(portalCookie(ctx, await signIn(ctx, body, whence(request))));
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
  defineRoute(changePortalPassword, 'portal', async (ctx, { body, request }) =>
    withCookie(portalCookie(ctx, await changePassword(ctx, body, whence(request)))),
  ),
  defineRoute(getPortalMe, 'portal', (ctx, { headers }) => readMe(ctx, languageIn(ctx, headers.acceptLanguage))),
  defineRoute(listPortalRequests, 'portal', (ctx, { headers }) =>
    readRequests(ctx, languageIn(ctx, headers.acceptLanguage)),
  ),
  defineRoute(getPortalRequest, 'portal', (ctx, { params, headers }) =>
    readRequest(ctx, params.id, languageIn(ctx, headers.acceptLanguage)),
  ),
  defineRoute(writePortalRequest, 'portal', (ctx, { body }) => writing.ask(ctx, body)),
  defineRoute(writePortalComment, 'portal', async (ctx, { params, body }) => {
    await writing.comment(ctx, params.id, body);
    return {};
  }),
  defineRoute(askForCorrection, 'portal', async (ctx, { body }) => {
    await writing.correct(ctx, body.text);
    return {};
  }),
  defineRoute(sendPortalFile, 'portal', (ctx, input) => writing.sendFile(ctx, uploadOf(input))),
  defineRoute(readPortalFile, 'portal', async (ctx, { params }) => {
    const { version, content } = await writing.readTheirFile(ctx, params.id);
    // To be saved, whatever it is: nothing a member or a client sent is opened in the page.
    return replyWithFile(content, version.name, 'application/octet-stream');
  }),
];

export const portalRoutes: readonly Route[] = [...accountRoutes, ...entranceRoutes, ...clientRoutes];

import {
  acceptInvitation as acceptEndpoint,
  completePasswordReset,
  lookAtInvitation,
  requestPasswordReset,
} from '../../shared/contract/entrance.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { definePublicRoute, Reply, type Route } from '../http/route.ts';
import type { Auth } from './auth.ts';
import { cookieNameAt, isSecure } from './cookie-name.ts';
import {
  type Accepted,
  acceptInvitation,
  completeReset,
  type EntrancePlace,
  readInvitation,
  toldOfLink,
} from './enter-by-link.ts';
import { askForReset } from './reset-job.ts';
import { isSessionHeld, releaseSession } from './second-factor.repository.ts';
import { clientOf, type TellOfAccount } from './tell-of-account.ts';
import { spendResets } from './throttle.ts';

/** Coming in by a link that was sent: an invitation, or a new password. Public, for nobody is signed in yet. */
export function createEntranceRoutes(place: EntrancePlace, auth: Auth, tell: TellOfAccount): readonly Route[] {
  const { database, registry } = place;
  const signIn = async ({ ip, headers }: RequestFacts, email: string, password: string, accepted?: Accepted) => {
    const { cookies, token } = await auth.signIn(email, password, {
      address: ip,
      userAgent: headers['user-agent'] ?? '',
    });
    if (accepted?.secondStep) await releaseSession(database.control, { token });
    const more = accepted?.joined ? [workspaceCookie(place.publicUrl, accepted.joined)] : [];
    const isHeld = await isSessionHeld(database.control, token);
    return new Reply(isHeld ? { secondFactor: true } : {}, { headers: { 'set-cookie': [...cookies, ...more] } });
  };
  return [
    definePublicRoute(requestPasswordReset, async (_ctx, { body, request }) => {
      await spendResets(database.control, { account: body.email, address: request.ip });
      await askForReset(database, registry, body.email);
      return {};
    }),
    definePublicRoute(completePasswordReset, async (_ctx, { body, request }) => {
      const { token, password } = body;
      const account = await toldOfLink(place, token, clientOf(request), () => completeReset(place, token, password));
      await tell({ account: account.id, kind: 'passwordChanged', ...clientOf(request) });
      return signIn(request, account.email, password);
    }),
    definePublicRoute(lookAtInvitation, (_ctx, { body: { token }, request }) =>
      toldOfLink(place, token, clientOf(request), () => readInvitation(place, token)),
    ),
    definePublicRoute(acceptEndpoint, async (_ctx, { body, request }) => {
      const client = { address: request.ip, cookies: request.headers.cookie };
      const attempt = () => acceptInvitation(place, body, client);
      const accepted = await toldOfLink(place, body.token, clientOf(request), attempt);
      return signIn(request, accepted.email, body.password, accepted);
    }),
  ];
}

/** The workspace that the browser asks for from now on; it opens nothing by itself. */
function workspaceCookie(publicUrl: string, id: string): string {
  const secure = isSecure(publicUrl) ? '; Secure' : '';
  return `${cookieNameAt(publicUrl, 'rapport.workspace')}=${id}; Path=/; SameSite=Lax${secure}`;
}

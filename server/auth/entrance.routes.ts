import {
  acceptInvitation as acceptEndpoint,
  completePasswordReset,
  lookAtInvitation,
  requestPasswordReset,
} from '../../shared/contract/entrance.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { definePublicRoute, Reply, type Route } from '../http/route.ts';
import type { Auth } from './auth.ts';
import { type Accepted, acceptInvitation, completeReset, type EntrancePlace, readInvitation } from './enter-by-link.ts';
import { askForReset } from './reset-job.ts';
import { isSessionHeld, releaseSession } from './second-factor.repository.ts';
import { spendResets } from './throttle.ts';

/** Coming in by a link that was sent: an invitation, or a new password. Public, for nobody is signed in yet. */
export function createEntranceRoutes(place: EntrancePlace, auth: Auth): readonly Route[] {
  const { database, registry } = place;
  const signIn = async ({ ip, headers }: RequestFacts, email: string, password: string, accepted?: Accepted) => {
    const client = { address: ip, userAgent: headers['user-agent'] ?? '' };
    const { cookies, token } = await auth.signIn(email, password, client);
    if (accepted?.secondStep) await releaseSession(database.control, { token });
    const more = accepted?.joined ? [workspaceCookie(accepted.joined)] : [];
    const isHeld = await isSessionHeld(database.control, token);
    return new Reply(isHeld ? { secondFactor: true } : {}, { headers: { 'set-cookie': [...cookies, ...more] } });
  };
  return [
    definePublicRoute(requestPasswordReset, async (_ctx, { body, request }) => {
      await spendResets(database.control, { account: body.email, address: request.ip });
      await askForReset(database, registry, body.email);
      return {};
    }),
    definePublicRoute(completePasswordReset, async (_ctx, { body, request }) =>
      signIn(request, await completeReset(place, body.token, body.password), body.password),
    ),
    definePublicRoute(lookAtInvitation, (_ctx, { body }) => readInvitation(place, body.token)),
    definePublicRoute(acceptEndpoint, async (_ctx, { body, request }) => {
      const accepted = await acceptInvitation(place, body, {
        ...{ address: request.ip, cookies: request.headers.cookie },
      });
      return signIn(request, accepted.email, body.password, accepted);
    }),
  ];
}

/** The workspace that the browser asks for from now on; it opens nothing by itself. */
const workspaceCookie = (id: string) => `rapport.workspace=${id}; Path=/; SameSite=Lax`;

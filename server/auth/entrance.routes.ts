import {
  acceptInvitation as acceptEndpoint,
  completePasswordReset,
  lookAtInvitation,
  requestPasswordReset,
} from '../../shared/contract/entrance.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { definePublicRoute, Reply, type Route } from '../http/route.ts';
import type { Auth } from './auth.ts';
import { acceptInvitation, completeReset, type EntrancePlace, readInvitation } from './enter-by-link.ts';
import { askForReset } from './reset-job.ts';
import { spendResets } from './throttle.ts';

/** Coming in by a link that was sent: an invitation, or a new password. Public, for nobody is signed in yet. */
export function createEntranceRoutes(place: EntrancePlace, auth: Auth): readonly Route[] {
  const { database, registry } = place;
  const signIn = async ({ ip, headers }: RequestFacts, email: string, password: string) => {
    const cookies = await auth.signIn(email, password, { address: ip, userAgent: headers['user-agent'] ?? '' });
    return new Reply({}, { headers: { 'set-cookie': [...cookies] } });
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
    definePublicRoute(acceptEndpoint, async (_ctx, { body, request }) =>
      signIn(request, await acceptInvitation(place, body), body.password),
    ),
  ];
}

import { getSetUp, runSetUp } from '../../shared/contract/set-up.ts';
import { definePublicRoute, Reply, type Route } from '../http/route.ts';
import type { Auth } from './auth.ts';
import { isSetUpNeeded, type SetUpParts, setUp } from './set-up.ts';
import { assertOwnAddress } from './set-up-address.ts';

/** The first run: whether it is needed, and doing it. Public, for there is nobody yet; it works once. */
export function createSetUpRoutes(parts: SetUpParts & { readonly publicUrl: string }, auth: Auth): readonly Route[] {
  return [
    definePublicRoute(getSetUp, async () => ({ needed: await isSetUpNeeded(parts.database) })),
    definePublicRoute(runSetUp, async (_ctx, { body, request }) => {
      assertOwnAddress(request, parts.publicUrl);
      await setUp(parts, body);
      const client = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
      const { cookies } = await auth.signIn(body.owner.email, body.owner.password, client);
      return new Reply({}, { headers: { 'set-cookie': [...cookies] } });
    }),
  ];
}

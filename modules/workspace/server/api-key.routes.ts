import { type ApiKeyOwner, createApiKey, deleteApiKey, listApiKeys } from '../../../server/auth/api-key.ts';
import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { defineRoute } from '../../../server/http/route.ts';
import { AppError, invalid, invalidField } from '../../../shared/errors.ts';
import { createOwnApiKey, deleteOwnApiKey, listOwnApiKeys } from '../contract/api-key.api.ts';

export const apiKeyRoutes = [
  defineRoute(listOwnApiKeys, 'signedIn', (ctx) =>
    asOwner(ctx, async (control, owner) => ({ items: [...(await listApiKeys(control, owner))] })),
  ),
  defineRoute(createOwnApiKey, 'signedIn', (ctx, { body }) => {
    assertAtBrowser(ctx);
    ctx.reads?.assertNotStopped(ctx);
    assertKnownScopes(ctx, body.scopes);
    assertKnownRole(ctx, body.role);
    return asOwner(ctx, (control, owner) => createApiKey(control, owner, body));
  }),
  defineRoute(deleteOwnApiKey, 'signedIn', (ctx, { params }) =>
    asOwner(ctx, async (control, owner) => {
      await deleteApiKey(control, owner, params.id);
      return {};
    }),
  ),
];

/** Throws 422 on a type of records there is none of, naming it. */
export function assertKnownScopes({ registry }: Context, scopes: object | null): void {
  for (const noun of Object.keys(scopes ?? {}))
    if (!registry.findNoun(noun)) throw invalidField(`scopes.${noun}`, 'unknownNoun');
}

/** Throws 422 on a role that there is not. */
function assertKnownRole({ registry }: Context, role: string | null): void {
  const isStandard = role === null || ['manager', 'seller', 'viewer'].includes(role);
  if (!isStandard && !registry.whole.roles.some(({ id }) => id === role))
    throw invalid([{ path: 'role', code: 'unknownReference', params: { noun: 'accessRole' } }]);
}

/** A service has no account, and so no keys that are a person's. */
function asOwner<T>(ctx: Context, work: (control: Queryable, owner: ApiKeyOwner) => Promise<T>): Promise<T> {
  const { accountId } = ctx.actor;
  if (accountId === null) throw new AppError(403, 'signInNeeded');
  const owner = { accountId, workspaceId: ctx.workspace.id };
  return inTransaction(ctx, (tx) => tx.db.asControl((control) => work(control, owner)));
}

import { mayConfigureAny, rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { recordRoutes } from './record-routes.ts';

/**
 * The routes there are for whoever asks: those of their workspace's nouns, added nouns and fields included, without what their
 * role or a key that only reads would be refused.
 */
export function routesFor(ctx: Context, all: readonly Route[]): readonly Route[] {
  const records = ctx.registry.nouns.flatMap((noun) => {
    const rights = rightsOf(ctx, noun);
    return rights.read ? recordRoutes(noun).filter(({ serves }) => serves?.needs.some((action) => rights[action])) : [];
  });
  const others = all.filter(({ serves, policy }) => !serves && isOpenTo(ctx, policy));
  return [...others, ...records].filter(({ endpoint }) => endpoint.method === 'GET' || !ctx.readOnly);
}

function isOpenTo(ctx: Context, policy: Route['policy']): boolean {
  const { actor } = ctx;
  // For programs that are no members.
  if (policy === 'keyed' || policy === 'portal') return false;
  if (policy === 'configuring') return mayConfigureAny(ctx);
  return policy === 'public' || policy === 'signedIn' || actor.role === 'system' || policy.includes(actor.role);
}

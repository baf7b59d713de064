import type { Context } from '../context.ts';
import { actingAs } from './acting.ts';
import { withLesserRights } from './lesser-rights.ts';
import { seenBy } from './seen-registry.ts';

/**
 * The same context with a member acting in it, with the rights they have now. For what is done later in somebody's name. Null for a member
 * who may not act any more.
 */
export async function actAs<C extends Context>(ctx: C, memberId: string): Promise<C | null> {
  const findStanding = ctx.registry.modules.find((module) => module.findStanding)?.findStanding;
  const standing = await findStanding?.(ctx.db, memberId);
  if (!standing?.active) return null;
  return { ...ctx, ...actingAs(ctx.registry.whole, { accountId: null, memberId }, standing) };
}

/** The same context with what its actor and a role both may, and nothing else; `name` says for what. */
export function actWithin<C extends Context>(ctx: C, role: string, name: string): C {
  // An owner's role takes nothing from anybody.
  if (role === 'owner') return ctx;
  const { whole } = ctx.registry;
  const actor = withLesserRights(ctx.actor, whole, role, name);
  return { ...ctx, actor, registry: seenBy(whole, actor.rights ?? null) };
}

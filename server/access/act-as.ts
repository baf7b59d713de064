import type { Role } from '../../shared/nouns/metadata.ts';
import type { Context } from '../context.ts';
import { actingAs } from './acting.ts';

/**
 * The same context with a member acting in it, with the rights they have now or, where `role` says so, with that standard
 * role's. For what is done later in somebody's name. Null for a member who may not act any more.
 */
export async function actAs<C extends Context>(ctx: C, memberId: string, role?: Role): Promise<C | null> {
  const findStanding = ctx.registry.modules.find((module) => module.findStanding)?.findStanding;
  const standing = await findStanding?.(ctx.db, memberId);
  if (!standing?.active) return null;
  const asked = role ? { ...standing, role, accessRole: null, teamRoles: [] } : standing;
  return { ...ctx, ...actingAs(ctx.registry.whole, { accountId: null, memberId }, asked) };
}

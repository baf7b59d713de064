import type { Context } from '../../../server/context.ts';
import { AppError } from '../../../shared/errors.ts';
import { carriesRole } from './access-role.repository.ts';

/** Who may make somebody an owner, or end that, has the workspace: only owners do. Throws 403 `roleRequired`. */
export function assertOwner(ctx: Context): void {
  const { role } = ctx.actor;
  if (role !== 'owner' && role !== 'system') throw new AppError(403, 'roleRequired', { roles: ['owner'] });
}

/** A team that carries a role, or is part of one that does, gives rights to whoever is in it: only owners put somebody there. */
export async function assertMayJoin(ctx: Context, teamId: unknown): Promise<void> {
  if (typeof teamId === 'string' && (await carriesRole(ctx.db, teamId))) assertOwner(ctx);
}

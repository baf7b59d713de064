import type { Context } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { AppError } from '../../../shared/errors.ts';

/** Who may make somebody an owner, or end that, has the workspace: only owners do. Throws 403 `roleRequired`. */
export function assertOwner(ctx: Context): void {
  const { role } = ctx.actor;
  if (role !== 'owner' && role !== 'system') throw new AppError(403, 'roleRequired', { roles: ['owner'] });
}

/** A team that carries a role, or is part of one that does, gives rights to whoever is in it: only owners put somebody there. */
export async function assertMayJoin(ctx: Context, teamId: unknown): Promise<void> {
  if (typeof teamId === 'string' && (await carriesRole(ctx.db, teamId))) assertOwner(ctx);
}

async function carriesRole(db: Queryable, teamId: string): Promise<boolean> {
  const [row] = await db.query<{ carries: boolean }>({
    text: `with recursive above as (
        select id, parent, access_role from teams where id = $1
        union select t.id, t.parent, t.access_role from teams t join above a on t.id = a.parent)
      select exists (select from above where access_role is not null) as carries`,
    values: [teamId],
  });
  return row?.carries === true;
}

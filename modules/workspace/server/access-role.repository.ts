import type { Queryable } from '../../../server/db/database.ts';
import type { RoleRights } from '../../../shared/nouns/role-rights.ts';

/** The workspace's own roles; none where its schema is older than they are. */
export async function listRoles(db: Queryable): Promise<readonly RoleRights[]> {
  const [table] = await db.query<{ found: boolean }>({
    text: "select to_regclass('access_roles') is not null as found",
  });
  if (!table?.found) return [];
  return db.query<RoleRights>({
    text: `select id, name, base, coalesce(grants, '{}') as grants, coalesce(field_rights, '{}') as fields,
        -- Asked for so that it may be missing: a schema is read before it is brought up to date.
        (to_jsonb(access_roles) ->> 'daily_limit')::float8::int as "dailyLimit"
      from access_roles where deleted_at is null order by id`,
  });
}

/** How many live members have the role. */
export async function countHolders(db: Queryable, role: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: 'select count(*)::int as count from members where access_role = $1 and deleted_at is null',
    values: [role],
  });
  return row?.count ?? 0;
}

/** Whether a live team carries the role. */
export async function isOfTeam(db: Queryable, role: string): Promise<boolean> {
  const rows = await db.query<object>({
    text: 'select id from teams where access_role = $1 and deleted_at is null limit 1',
    values: [role],
  });
  return rows.length > 0;
}

/** Whether a team has a role, its own or that of a team it is part of. */
export async function carriesRole(db: Queryable, teamId: string): Promise<boolean> {
  const [row] = await db.query<{ carries: boolean }>({
    text: `with recursive above as (
        select id, parent, access_role from teams where id = $1
        union select t.id, t.parent, t.access_role from teams t join above a on t.id = a.parent)
      select exists (select from above where access_role is not null) as carries`,
    values: [teamId],
  });
  return row?.carries === true;
}

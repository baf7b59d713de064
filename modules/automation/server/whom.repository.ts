import type { Queryable } from '../../../server/db/database.ts';

export async function isActive(db: Queryable, member: string): Promise<boolean> {
  const rows = await db.query({
    name: 'process.active-member',
    text: 'select from members where id = $1 and active and deleted_at is null',
    values: [member],
  });
  return rows.length > 0;
}

/** The head of a member's team; for who heads it themselves, of the nearest team above. */
export async function findHead(db: Queryable, member: string): Promise<string | null> {
  const [row] = await db.query<{ head: string }>({
    name: 'process.head',
    text: `with recursive climb as (
        select t.id, t.head, t.parent, 1 as n from teams t join members m on m.id = $1 and (t.id = m.team or t.head = m.id)
        where t.deleted_at is null
        union all select t.id, t.head, t.parent, c.n + 1 from teams t join climb c on t.id = c.parent
        where t.deleted_at is null and c.n < 50)
      select head from climb where head is not null and head <> $1 order by n limit 1`,
    values: [member],
  });
  return row?.head ?? null;
}

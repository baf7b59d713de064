import type { Queryable } from '../../../server/db/database.ts';

/** Whether team `id` is `ancestor` itself or lies anywhere below it. */
export async function isBelow(db: Queryable, id: string, ancestor: string): Promise<boolean> {
  const [row] = await db.query<{ below: boolean }>({
    text: `with recursive up as (
        select id, parent from teams where id = $1
        union select t.id, t.parent from teams t join up on t.id = up.parent)
      select exists (select from up where id = $2) as below`,
    values: [id, ancestor],
  });
  return row?.below ?? false;
}

import type { Queryable } from '../../../server/db/database.ts';

/** Whether a member was told of something lately, or has not read what they were told; what went by mail alone counts. */
export async function wasTold(
  db: Queryable,
  told: { readonly kind: string; readonly member: string; readonly target: string; readonly minutes: number },
): Promise<boolean> {
  const rows = await db.query({
    name: 'notice.told',
    text: `select 1 as one from notices where member = $1 and kind = $2 and target = $3
      and (created_at > clock_timestamp() - make_interval(mins => $4) or read_at is null and deleted_at is null) limit 1`,
    values: [told.member, told.kind, told.target, told.minutes],
  });
  return rows.length > 0;
}

/** The notices of a kind about these that nobody has read. */
export async function listUnread(db: Queryable, kind: string, targets: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'notice.unread',
    text: `select id from notices where kind = $1 and target = any($2::uuid[]) and read_at is null and deleted_at is null limit 100`,
    values: [kind, targets],
  });
  return rows.map(({ id }) => id);
}

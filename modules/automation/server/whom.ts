import type { Queryable } from '../../../server/db/database.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { Whom } from '../contract/index.ts';

/** Who there is to choose from when a process acts. */
export interface Choosing {
  readonly noun: Noun;
  readonly record: AnyRecord;
  /** Who gave occasion; null where nobody did. */
  readonly starter: string | null;
  /** In whose name the process acts: theirs is what nobody else is there for. */
  readonly maker: string;
}

/** The field that says whose a record is; null for nouns whose records are nobody's. */
export function ownerFieldOf(registry: Registry, noun: Noun): string | null {
  return noun.parent ? null : (registry.whole.getPolicy(noun).ownerField ?? null);
}

/** The active member that is meant; the maker of the process where there is none. */
export async function chooseMember(
  db: Queryable,
  registry: Registry,
  whom: Whom,
  { noun, record, starter, maker }: Choosing,
): Promise<string> {
  const field = ownerFieldOf(registry, noun);
  const owner = field ? ((record[field] as { id: string } | null | undefined)?.id ?? null) : null;
  const meant = whom.who === 'member' ? whom.member : whom.who === 'starter' ? starter : owner;
  if (!meant) return maker;
  const found = whom.who === 'head' ? await findHead(db, meant) : meant;
  return found && (await isActive(db, found)) ? found : maker;
}

export async function isActive(db: Queryable, member: string): Promise<boolean> {
  const rows = await db.query({
    name: 'process.active-member',
    text: 'select from members where id = $1 and active and deleted_at is null',
    values: [member],
  });
  return rows.length > 0;
}

/** The head of a member's team; for who heads it themselves, of the nearest team above. */
async function findHead(db: Queryable, member: string): Promise<string | null> {
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

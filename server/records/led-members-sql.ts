import type { Values } from './params.ts';

/** Up to so many members stand in a statement one by one: an index on the owner finds their records, and PostgreSQL knows how many those are. */
export const mostNamed = 500;

/**
 * The members whom `teamMemberIds` of the actor names, found by the statement itself: ten thousand of them in each statement cost more than
 * what it asks. Their teams are those the member heads or is in, and the teams below (`findStanding` in modules/workspace says the same).
 */
export function ledMembersSql(memberId: string, params: Values): string {
  const actor = `${params.add(memberId)}::uuid`;
  return `with recursive led as (
      select t.id, t.head from teams t where t.deleted_at is null
        and (t.head = ${actor} or t.id = (select a.team from members a where a.id = ${actor}))
      union select t.id, t.head from teams t join led l on t.parent = l.id where t.deleted_at is null)
    select m.id from members m where m.deleted_at is null and m.team in (select l.id from led l)
    union all select l.head from led l where l.head is not null union all select ${actor}`;
}

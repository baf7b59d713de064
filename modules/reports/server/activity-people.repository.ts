import type { Context } from '../../../server/context.ts';

export interface ActivityPerson {
  readonly id: string;
  readonly label: string;
}

/** Of more people than these the first by name are told. */
const mostPeople = 500;

/**
 * Whose work the actor may look at: a head that of the teams they lead and of those below, owners and managers that of
 * everybody, everyone their own. `team` and `member` narrow it further.
 */
export function listActivityPeople(
  ctx: Context,
  { team, member }: { readonly team?: string | undefined; readonly member?: string | undefined },
): Promise<ActivityPerson[]> {
  return ctx.db.query<ActivityPerson>({
    name: 'reports.people',
    text: `with recursive led(id) as (
        select id from teams where head = $2 and deleted_at is null
        union select t.id from teams t join led on t.parent = led.id where t.deleted_at is null)
      select m.id, m.name as label from members m
      where m.deleted_at is null and ($1 or m.id = $2 or m.team in (select id from led))
        and ($3::uuid is null or m.team = $3) and ($4::uuid is null or m.id = $4) and ((m.active and m.service is not true) or m.id = $4)
      order by lower(m.name) collate "und-x-icu", m.id limit ${mostPeople}`,
    values: [seesAll(ctx), ctx.actor.memberId, team ?? null, member ?? null],
  });
}

/** Whether the actor looks at everybody's work, that of those who left and of nobody included. */
export function seesAll({ actor }: Context): boolean {
  return ['owner', 'manager', 'system'].includes(actor.role);
}

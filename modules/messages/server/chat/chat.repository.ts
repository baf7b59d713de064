import type { Queryable } from '../../../../server/db/database.ts';

/** What a visitor is shown of a message. */
export interface ShownMessage {
  readonly id: string;
  readonly by: 'you' | 'us';
  readonly text: string;
  readonly at: string;
}

/** What was said in a conversation since this moment, a little of what came before it included; of all of it the end. */
export function listSaid(db: Queryable, conversation: string, since: string | null): Promise<ShownMessage[]> {
  return db.query<ShownMessage>({
    name: 'chat.said',
    // What was written before and kept after the last look is seen by the next.
    text: `select id, case direction when 'in' then 'you' else 'us' end as by, text, to_json(at) #>> '{}' as at from
      (select coalesce(case direction when 'in' then external[1] end, id::text) as id, direction, text, at, m.id as own from message m
        where conversation = $1 and state <> 'failed' and ($2::timestamptz is null or at > $2::timestamptz - interval '20 seconds')
        order by at desc, m.id desc limit 100) last order by at, own`,
    values: [conversation, since],
  });
}

/** The visitor's page has what was sent; answers whether there was anything new. */
export async function noteDelivered(db: Queryable, conversation: string): Promise<boolean> {
  const rows = await db.query({
    name: 'chat.delivered',
    text: `update message set state = 'delivered' where conversation = $1 and direction = 'out' and state = 'sent' returning id`,
    values: [conversation],
  });
  return rows.length > 0;
}

/** Visitors whom nobody has named and who were silent for so long are forgotten. */
export async function forgetStrangers(db: Queryable, days: number): Promise<void> {
  await db.query({
    text: `delete from message_conversation where channel_kind = 'chat' and record is null and not set_aside
      and last_at < clock_timestamp() - make_interval(days => $1)`,
    values: [days],
  });
}

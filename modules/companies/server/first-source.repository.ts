import type { TransactionContext } from '../../../server/context.ts';

/** When any of the fields was first given to each of the records, or to one that became part of it, in milliseconds; nothing for what no log tells of. */
export async function listFirstNamed(
  ctx: TransactionContext,
  noun: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.db.query<{ id: string; at: number }>({
    name: 'companies.firstNamed',
    text: `with recursive part(id, record) as (
        select one, one from unnest($2::uuid[]) one
        union select part.id, m.loser from part join record_merge m on m.winner = part.record and m.state = 'merged')
      select part.id, (extract(epoch from min(c.at)) * 1000)::float8 as at from part join change c on c.record = part.record
      where c.noun = $1 and c.fields ?| $3::text[] group by part.id`,
    values: [noun, ids, fields],
  });
  return new Map(rows.map(({ id, at }) => [id, at]));
}

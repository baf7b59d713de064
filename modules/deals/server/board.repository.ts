import { mayKnow } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { moneyText } from '../../../server/metadata/storage.ts';
import { accessSql, compileFilter } from '../../../server/records/filter-sql.ts';
import { Params } from '../../../server/records/params.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { deal } from '../contract/index.ts';

/** The deals of one stage in one currency; `currency` is null for those without an amount. */
export interface StageSumRow {
  readonly stage: string;
  readonly currency: string | null;
  readonly count: number;
  readonly amount: string | null;
}

/**
 * The deals the actor may read, counted and added up by stage and currency, in the order of the stages; a stage without
 * deals has one row that counts none. At most `most` + 1 deals of a stage are looked at.
 */
export async function listStageSums(
  ctx: Context,
  pipeline: string,
  filters: readonly Filter[],
  most: number,
): Promise<readonly StageSumRow[]> {
  const params = new Params();
  const noun = ctx.registry.getNoun(deal.name);
  const scope = { ctx, noun, params, alias: 't' };
  const wanted = [compileFilter({ all: filters }, scope)]
    .concat(accessSql(ctx, noun, 'read', scope) ?? [])
    .join(' and ');
  const [currency, amount] = mayKnow(ctx, noun, 'amount')
    ? ['t.amount_currency', 't.amount']
    : ['null::text', 'null::numeric'];
  const text = `select s.id as stage, f.currency, coalesce(f.count, 0) as count, f.amount
    from stages s left join lateral (
      select currency, count(*)::int as count, ${moneyText('sum(amount)')} as amount from (
        select ${currency} as currency, ${amount} as amount from deals t
        where t.stage = s.id and t.deleted_at is null and ${wanted} limit ${params.add(most + 1)}
      ) found group by currency
    ) f on true
    where s.pipeline = ${params.add(pipeline)}::uuid and s.deleted_at is null
    order by s.position, s.id, f.currency`;
  return ctx.db.query<StageSumRow>({ text, values: params.values });
}

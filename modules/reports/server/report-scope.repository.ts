import { accessFilter } from '../../../server/access/access.ts';
import { type Context, filterContextOf } from '../../../server/context.ts';
import { compileFilter } from '../../../server/records/filter-sql.ts';
import type { Params } from '../../../server/records/params.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { deal } from '../../deals/contract/index.ts';

/**
 * The common table expression `reported`: a row for each deal of the filter that the actor may read, with its days to
 * close and its `worth`, in the workspace's currency at the rate of its day (the closing day, else today). Where there is
 * no rate, `missing` names the currency and `worth` is in it. Deals in the workspace's own currency never meet the rates.
 */
export function reportedSql(ctx: Context, filter: Filter, params: Params): string {
  const home = params.add(ctx.workspace.currency);
  const today = params.add(filterContextOf(ctx).today);
  return `scope as materialized (
    select t.id, t.status, t.stage, t.owner, t.lost_reason, t.amount, t.amount_currency as currency,
      case when t.status <> 'open' then date_trunc('month', t.closed_on::timestamp)::date end as month,
      case when t.status <> 'open' then t.closed_on - t.opened_on end as days,
      case when t.amount_currency = ${home} then null
        when t.status = 'open' then ${today}::date else coalesce(t.closed_on, ${today}::date) end as day
    from deals t where t.deleted_at is null and ${readableDeals(ctx, filter, params)}),
  rate as materialized (
    select asked.currency, asked.day, known.rate
    from (select distinct currency, day from scope where currency <> ${home}) asked
    cross join lateral (
      select e.rate from exchange_rates e
      where e.currency = asked.currency and e.valid_from <= asked.day and e.deleted_at is null
      order by e.valid_from desc, e.id desc limit 1) known),
  reported as materialized (
    select id, status, stage, owner, lost_reason, month, days, currency, 1 as rate, amount as worth, null as missing
    from scope where currency is null or currency = ${home}
    union all
    select s.id, s.status, s.stage, s.owner, s.lost_reason, s.month, s.days, s.currency, coalesce(r.rate, 1),
      s.amount * coalesce(r.rate, 1), case when s.amount is not null and r.rate is null then s.currency end
    from scope s left join rate r on r.currency = s.currency and r.day = s.day where s.currency <> ${home})`;
}

function readableDeals(ctx: Context, filter: Filter, params: Params): string {
  const allowed = accessFilter(ctx, deal, 'read');
  return compileFilter({ all: allowed ? [allowed, filter] : [filter] }, { ctx, noun: deal, alias: 't', params });
}

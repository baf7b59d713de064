import { type Context, filterContextOf } from '../../../server/context.ts';
import { accessSql, compileFilter } from '../../../server/records/filter-sql.ts';
import type { Params } from '../../../server/records/params.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { deal } from '../../deals/contract/index.ts';

/**
 * The common table expression `reported`: a row for each deal of the filter that the actor may read, with its days to
 * close and its `worth`, in the workspace's currency at the rate of its day (the closing day, else today). Where there is
 * no rate, `missing` names the currency and `worth` is in it. Rates are looked up once for each currency and day.
 */
export function reportedSql(ctx: Context, filter: Filter, params: Params): string {
  const home = params.add(ctx.workspace.currency);
  const today = `${params.add(filterContextOf(ctx).today)}::date`;
  const day = `case when t.status = 'open' then ${today} else coalesce(t.closed_on, ${today}) end`;
  return `rate as materialized (
    select asked.currency, asked.day, known.rate
    from (
      select distinct t.amount_currency as currency, ${day} as day from deals t
      where t.amount_currency <> ${home} and t.deleted_at is null) asked
    cross join lateral (
      select e.rate from exchange_rates e
      where e.currency = asked.currency and e.valid_from <= asked.day and e.deleted_at is null
      order by e.valid_from desc, e.id desc limit 1) known),
  reported as materialized (
    select t.id, t.status, t.stage, t.owner, t.lost_reason, t.amount_currency as currency, coalesce(r.rate, 1) as rate,
      case when t.status <> 'open' then date_trunc('month', t.closed_on::timestamp)::date end as month,
      case when t.status <> 'open' then t.closed_on - t.opened_on end as days,
      case when r.rate is null then t.amount else t.amount * r.rate end as worth,
      case when r.rate is null and t.amount_currency <> ${home} and t.amount is not null then t.amount_currency end as missing
    from deals t left join rate r on r.currency = t.amount_currency and r.day = ${day}
    where t.deleted_at is null and ${readableDeals(ctx, filter, params)})`;
}

function readableDeals(ctx: Context, filter: Filter, params: Params): string {
  const scope = { ctx, noun: deal, alias: 't', params };
  return [compileFilter(filter, scope)].concat(accessSql(ctx, deal, 'read', scope) ?? []).join(' and ');
}

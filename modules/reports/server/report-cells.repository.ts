import type { Context } from '../../../server/context.ts';
import { Params } from '../../../server/records/params.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Breakdown } from '../contract/pipeline-report.api.ts';
import type { Status } from './deal-filters.ts';
import { reportedSql } from './report-scope.repository.ts';

/** Deals of one outcome that share a value of a breakdown and the fate of their currency. */
export interface Cell {
  readonly section: 'total' | 'flow' | Exclude<Breakdown, 'quarter'>;
  /** The stage, owner … or the month's first day; null where the deals have none. */
  readonly key: string | null;
  readonly status: Status;
  /** The currency without a rate that `worth` is in; null when it is in the workspace's. */
  readonly missing: string | null;
  readonly count: number;
  /** Deals with an amount. */
  readonly priced: number;
  /** Exact decimals, not rounded. */
  readonly worth: string;
  /** By the probability of each deal's stage. */
  readonly weighted: string;
  /** Days from opening to closing, all together, and of how many deals; in the section `flow` days in the stage. */
  readonly days: string;
  readonly timed: number;
  /** Only in the section `flow`: how many of the deals that left the stage went further. */
  readonly advanced: number;
}

/** The deals of a filter that the actor may read, counted and summed up by each breakdown: one statement, one moment. */
export function readCells(ctx: Context, filter: Filter, wanted: ReadonlySet<Breakdown>): Promise<Cell[]> {
  const params = new Params();
  const parts = [groupsSql(wanted)];
  if (wanted.has('product')) parts.push(productsSql);
  if (wanted.has('stage')) parts.push(flowSql);
  const text = `with ${reportedSql(ctx, filter, params)} ${parts.join(' union all ')}`;
  return ctx.db.query<Cell>({ text, values: params.values });
}

const sums = `status, missing, count(*)::int as count, count(worth)::int as priced, coalesce(sum(worth), 0)::text as worth,
    coalesce(sum(worth * probability) * 0.01, 0)::text as weighted, coalesce(sum(days), 0)::text as days,
    count(days)::int as timed, 0 as advanced`;

const columns = { owner: 'owner', team: 'team', lostReason: 'lost_reason', month: 'month', stage: 'stage' } as const;
type Grouped = keyof typeof columns;

function groupsSql(wanted: ReadonlySet<Breakdown>): string {
  const isWanted = (name: Grouped) => wanted.has(name) || (name === 'month' && wanted.has('quarter'));
  const names = (Object.keys(columns) as Grouped[]).filter(isWanted);
  const sets = ['(status, missing)', ...names.map((name) => `(status, missing, ${columns[name]})`)];
  return `select ${ofSet(names, (name) => `'${name}'`, "'total'")} as section,
      ${ofSet(names, (name) => `${columns[name]}::text`, 'null')} as key, ${sums}
    from (select *, date_trunc('month', closed_on)::date as month from reported) r
    group by grouping sets (${sets.join(', ')})`;
}

/** A value by the set that a row was grouped by: `grouping` answers a bit for each column, set where it is not in it. */
function ofSet(names: readonly Grouped[], value: (name: Grouped) => string, none: string): string {
  if (names.length === 0) return none;
  const all = 2 ** names.length - 1;
  const cases = names.map((name, index) => `when ${all - 2 ** (names.length - 1 - index)} then ${value(name)}`);
  return `case grouping(${names.map((name) => columns[name]).join(', ')}) ${cases.join(' ')} else ${none} end`;
}

/** A deal counts once for each of its products, by the lines of that product; without any, once with its amount. */
const productsSql = `select 'product', product::text, ${sums} from (
    select r.status, r.days, r.probability, r.missing, l.product,
      sum(l.amount * coalesce(r.rate, 1)) filter (where l.amount_currency = r.currency) as worth
    from reported r join deal_lines l on l.deal = r.id and l.deleted_at is null and l.product is not null
    group by r.id, r.status, r.days, r.probability, r.missing, l.product
    union all
    select r.status, r.days, r.probability, r.missing, null, r.worth from reported r
    where not exists (
      select 1 from deal_lines l where l.deal = r.id and l.deleted_at is null and l.product is not null)) p
  group by product, status, missing`;

/**
 * The stage history: how many deals stood in each stage, how many left it for good, how long these had stood there, and
 * how many of them were ever seen in a later stage of the same pipeline other than lost.
 */
const flowSql = `select 'flow', v.stage::text, null, null, count(*)::int, 0, '0', '0',
    coalesce(sum(v.seconds) filter (where v.gone) / 86400, 0)::text, (count(*) filter (where v.gone))::int,
    (count(*) filter (where v.gone and v.rank < v.furthest))::int
  from (
    select s.stage, s.seconds, s.rank, s.gone,
      max(s.rank) filter (where s.kind <> 'lost') over (partition by s.deal, s.pipeline) as furthest
    from (
      select v.deal, v.stage, k.pipeline, k.kind, k.rank, r.stage is distinct from v.stage as gone,
        sum(extract(epoch from v.left_at - v.entered_at)) as seconds
      from stage_visits v
      join reported r on r.id = v.deal
      join (
        select id, pipeline, kind, row_number() over (partition by pipeline order by position, id) as rank
        from stages where deleted_at is null) k on k.id = v.stage
      where v.deleted_at is null
      group by v.deal, v.stage, k.pipeline, k.kind, k.rank, r.stage) s) v
  group by v.stage`;

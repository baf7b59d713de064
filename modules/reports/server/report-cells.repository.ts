import type { Context } from '../../../server/context.ts';
import type { Statement } from '../../../server/db/database.ts';
import { Params } from '../../../server/records/params.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { categoryTable } from './client-category.repository.ts';
import type { ClientCategory } from './client-category.ts';
import type { Status } from './deal-filters.ts';
import { reportedSql } from './report-scope.repository.ts';

/** Deals of one outcome that share a value and the fate of their currency. */
export interface Cell {
  readonly section: Section;
  /** The stage, owner, category … or the month's first day; null where the deals have none. */
  readonly key: string | null;
  readonly status: Status;
  /** The currency without a rate that `worth` is in; null when it is in the workspace's. */
  readonly missing: string | null;
  readonly count: number;
  /** Deals with an amount. */
  readonly priced: number;
  /** An exact decimal, not rounded. */
  readonly worth: string;
  /** Days from opening to closing, all together, and of how many deals. */
  readonly days: string;
  readonly timed: number;
}
type Section = 'stage' | 'owner' | 'month' | 'lostReason' | 'product' | 'category';

/** Deals that took the same stages, in any order, and stand in the same one now. */
export interface StagePath {
  /** A digit for each stage asked about: 1 where the deals ever stood. */
  readonly visited: string;
  readonly stage: string;
  readonly count: number;
}

/** How long deals that left a stage stood in it, all together; an exact decimal. */
export interface Stay {
  readonly stage: string;
  readonly days: string;
}

export interface ReportSums {
  readonly cells: readonly Cell[];
  readonly paths: readonly StagePath[];
  readonly stays: readonly Stay[];
}

/** What is summed up besides the deals by stage, which always are. */
export interface WantedSums {
  readonly sections: ReadonlySet<Section>;
  /** The stages whose history is wanted; none when empty. */
  readonly history: readonly string[];
  /** By what of the clients they are summed up too. */
  readonly category?: ClientCategory | undefined;
}

/** The deals of a filter that the actor may read, counted and summed up: one statement, one moment. */
export async function readSums(ctx: Context, filter: Filter, wanted: WantedSums): Promise<ReportSums> {
  const rows = await ctx.db.query<Row>(sumsStatement(ctx, filter, wanted));
  const of = (section: string) => rows.filter((row) => row.section === section);
  return {
    cells: rows.filter(({ section }) => section !== 'path' && section !== 'stay') as Cell[],
    paths: of('path').map(({ key, status, count }) => ({ visited: key ?? '', stage: status, count })),
    stays: of('stay').map(({ key, days }) => ({ stage: key ?? '', days })),
  };
}

type Row = Omit<Cell, 'section'> & { readonly section: string };

/** The statement of `readSums`; exported for the test that reads its plan. */
export function sumsStatement(ctx: Context, filter: Filter, { sections, history, category }: WantedSums): Statement {
  const params = new Params();
  const tables = [reportedSql(ctx, filter, params)];
  const selects = [groupSql('stage', 'stage')];
  if (sections.has('owner')) selects.push(groupSql('owner', 'owner'));
  if (sections.has('month')) selects.push(groupSql('month', 'month', "status <> 'open'"));
  if (sections.has('lostReason')) selects.push(groupSql('lostReason', 'lost_reason', "status = 'lost'"));
  if (sections.has('product')) selects.push(groupSql('product', 'product', 'true', productTable));
  if (category) selects.push(groupSql('category', 'category', 'true', categoryTable(ctx, category, params)));
  if (history.length > 0) {
    tables.push(historyTable(history, params));
    selects.push(...historySelects);
  }
  return { text: `with ${tables.join(', ')} ${selects.join(' union all ')}`, values: params.values };
}

function groupSql(section: Section, column: string, where = 'true', table = 'reported r'): string {
  return `select '${section}' as section, ${column}::text as key, status, missing, count(*)::int as count,
      count(worth)::int as priced, coalesce(sum(worth), 0)::text as worth, coalesce(sum(days), 0)::text as days,
      count(days)::int as timed
    from ${table} where ${where} group by ${column}, status, missing`;
}

/** A deal stands for each of its products, worth the lines of that product; without any, for none, with its amount. */
const productTable = `(
    select l.product, r.status, r.missing, r.days, case when l.deal is null then r.worth
      when l.one = r.currency and l.other = r.currency then l.amount * r.rate end as worth
    from reported r left join (
      select deal, product, sum(amount) as amount, min(amount_currency) as one, max(amount_currency) as other
      from deal_lines where deleted_at is null and product is not null group by deal, product) l on l.deal = r.id) p`;

/** For each deal the stages it ever stood in, and for each stage how long deals stood there that have left it. */
function historyTable(stages: readonly string[], params: Params): string {
  const zeros = `${params.add('0'.repeat(stages.length))}::bit(${stages.length})`;
  return `history as materialized (
    select v.deal, r.stage as now, v.stage, bit_or(set_bit(${zeros}, k.position::int - 1, 1)) as visited,
      sum(v.left_at - v.entered_at) filter (where v.stage is distinct from r.stage) as stayed
    from stage_visits v
    join reported r on r.id = v.deal
    join unnest(${params.add(stages)}::uuid[]) with ordinality k(stage, position) on k.stage = v.stage
    where v.deleted_at is null
    group by grouping sets ((v.deal, r.stage), (v.stage)))`;
}

const historySelects = [
  `select 'path', visited::text, now::text, null, count(*)::int, 0, '0', '0', 0
    from history where deal is not null group by visited::text, now`,
  `select 'stay', stage::text, null, null, 0, 0, '0', (coalesce(extract(epoch from stayed), 0) / 86400)::text, 0
    from history where deal is null`,
];

import type { Context } from '../../../server/context.ts';
import { quote, tableOf } from '../../../server/metadata/names.ts';
import { accessSql } from '../../../server/records/filter-sql.ts';
import { Params } from '../../../server/records/params.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { pipeline, stage } from '../../deals/contract/index.ts';
import { member } from '../../workspace/contract/index.ts';

/** The names of these records by id, as far as the actor may read them. */
export async function listNames(
  ctx: Context,
  noun: Noun,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const params = new Params();
  const text = `select t.id, t.${quote(noun.title)} as name from ${quote(tableOf(noun))} t
    where t.id = any(${params.add(ids)}::uuid[]) and ${readable(ctx, noun, 't', params)}`;
  const rows = await ctx.db.query<{ id: string; name: string | null }>({ text, values: params.values });
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}

/** The team of each of these members, as far as the actor may read them: to a filter the team of others is empty too. */
export async function listTeamsOf(ctx: Context, members: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (members.length === 0) return new Map();
  const params = new Params();
  const text = `select t.id, t.team from members t
    where t.id = any(${params.add(members)}::uuid[]) and t.team is not null and ${readable(ctx, member, 't', params)}`;
  const rows = await ctx.db.query<{ id: string; team: string }>({ text, values: params.values });
  return new Map(rows.map(({ id, team }) => [id, team]));
}

/** A stage as a funnel shows it. Names the actor may not read are null. */
export interface FunnelStage {
  readonly id: string;
  readonly name: string | null;
  readonly kind: 'open' | 'won' | 'lost';
  readonly color: string | null;
  readonly probability: number;
  readonly pipeline: string;
  readonly pipelineName: string | null;
  readonly archived: boolean;
}

/** The stages of a pipeline, or of all, in order. */
export function listFunnelStages(ctx: Context, only: string | undefined): Promise<FunnelStage[]> {
  const params = new Params();
  const text = `select s.id, s.kind, s.color, coalesce(s.probability, 0)::float8 as probability, s.pipeline,
      case when ${readable(ctx, stage, 's', params)} then s.name end as name,
      case when ${readable(ctx, pipeline, 'p', params)} then p.name end as "pipelineName",
      coalesce(p.archived, false) as archived
    from stages s join pipelines p on p.id = s.pipeline
    where s.deleted_at is null and p.deleted_at is null${only ? ` and p.id = ${params.add(only)}::uuid` : ''}
    order by p.position, p.id, s.position, s.id`;
  return ctx.db.query<FunnelStage>({ text, values: params.values });
}

/** The first day each currency has an exchange rate for. */
export async function listFirstRates(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db.query<{ currency: string; first: string }>({
    text: 'select currency, min(valid_from) as first from exchange_rates where deleted_at is null group by currency',
  });
  return new Map(rows.map(({ currency, first }) => [currency, first]));
}

function readable(ctx: Context, noun: Noun, alias: string, params: Params): string {
  return accessSql(ctx, noun, 'read', { alias, params }) ?? 'true';
}

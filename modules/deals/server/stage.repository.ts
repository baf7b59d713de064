import { sql } from 'kysely';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';

/** A stage as the deals' rules need it. */
export interface StageRow {
  readonly id: string;
  readonly name: string;
  readonly pipeline: string;
  readonly kind: 'open' | 'won' | 'lost';
  /** Its pipeline takes no new deals. */
  readonly archived: boolean;
}

/** Locked until the transaction ends: the stage can neither go nor come to mean something else before the deal stands in it. */
export async function findStage(ctx: TransactionContext, id: string): Promise<StageRow | null> {
  const query = sql`select s.id, s.name, s.pipeline, s.kind, coalesce(p.archived, false) as archived
    from stages s join pipelines p on p.id = s.pipeline where s.id = ${id} and s.deleted_at is null for share of s`;
  const [row] = await ctx.db.query<StageRow>(compileSql(query));
  return row ?? null;
}

/** `findStage` for many deals of one act: each stage is looked up once. */
export function findStageOnce(ctx: TransactionContext): (id: string) => Promise<StageRow | null> {
  const found = new Map<string, Promise<StageRow | null>>();
  return (id) => {
    const stage = found.get(id) ?? findStage(ctx, id);
    found.set(id, stage);
    return stage;
  };
}

/** The stage a deal starts in: the first open one of the pipeline, or of the first pipeline that is not archived. Locked. */
export async function findFirstStage(ctx: TransactionContext, pipeline: string | null): Promise<StageRow | null> {
  const within = pipeline ? sql`p.id = ${pipeline}` : sql`not coalesce(p.archived, false)`;
  const query = sql`select s.id, s.name, s.pipeline, s.kind, coalesce(p.archived, false) as archived from pipelines p join stages s on s.pipeline = p.id
    where ${within} and p.deleted_at is null and s.deleted_at is null and s.kind = 'open'
    order by p.position, p.id, s.position, s.id limit 1 for share of s`;
  const [row] = await ctx.db.query<StageRow>(compileSql(query));
  return row ?? null;
}

/** Until the transaction ends, no deal enters any stage of the pipeline; whoever was about to has entered it by now. */
export async function lockStages(ctx: TransactionContext, pipeline: string): Promise<void> {
  await ctx.db.query(compileSql(sql`select 1 from stages where pipeline = ${pipeline} order by id for no key update`));
}

/** Whether the pipeline is there; if so, it stays until the transaction ends. */
export async function keepPipeline(ctx: TransactionContext, id: string): Promise<boolean> {
  const query = sql`select 1 from pipelines where id = ${id} and deleted_at is null for share`;
  return (await ctx.db.query(compileSql(query))).length > 0;
}

/** Deals that stand in the stage or pipeline and are not in the bin: at most one is looked for. */
export async function hasDeals(ctx: Context, column: 'stage' | 'pipeline', id: string): Promise<boolean> {
  const query = sql`select 1 from deals where ${sql.ref(column)} = ${id} and deleted_at is null limit 1`;
  return (await ctx.db.query(compileSql(query))).length > 0;
}

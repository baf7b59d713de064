import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';

/** A stage as the deals' rules need it. */
export interface StageRow {
  readonly id: string;
  readonly name: string;
  readonly pipeline: string;
  readonly kind: 'open' | 'won' | 'lost';
}

export async function findStage(ctx: Context, id: string): Promise<StageRow | null> {
  const query = sql`select id, name, pipeline, kind from stages where id = ${id} and deleted_at is null`;
  const [row] = await ctx.db.query<StageRow>(compileSql(query));
  return row ?? null;
}

/** The stage a deal starts in: the first open one of the pipeline, or of the first pipeline that is not archived. */
export async function findFirstStage(ctx: Context, pipeline: string | null): Promise<StageRow | null> {
  const within = pipeline ? sql`p.id = ${pipeline}` : sql`not coalesce(p.archived, false)`;
  const query = sql`select s.id, s.name, s.pipeline, s.kind from pipelines p join stages s on s.pipeline = p.id
    where ${within} and p.deleted_at is null and s.deleted_at is null and s.kind = 'open'
    order by p.position, p.id, s.position, s.id limit 1`;
  const [row] = await ctx.db.query<StageRow>(compileSql(query));
  return row ?? null;
}

/** Deals that stand in the stage or pipeline and are not in the bin: at most one is looked for. */
export async function hasDeals(ctx: Context, column: 'stage' | 'pipeline', id: string): Promise<boolean> {
  const query = sql`select 1 from deals where ${sql.ref(column)} = ${id} and deleted_at is null limit 1`;
  return (await ctx.db.query(compileSql(query))).length > 0;
}

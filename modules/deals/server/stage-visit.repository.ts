import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { newId } from '../../../server/records/uuid.ts';
import type { StageRow } from './stage.repository.ts';

/** Ends the deal's stay where it is and begins the one in `stage`, both at the same moment, which is not before the last one. */
export async function enterStage(ctx: Context, deal: string, stage: StageRow, at: string): Promise<void> {
  await ctx.db.query(
    compileSql(sql`with gone as (update stage_visits set left_at = greatest(entered_at, ${at}::timestamptz)
        where deal = ${deal} and left_at is null and deleted_at is null)
      insert into stage_visits (id, deal, stage, stage_name, entered_at, created_by)
        values (${newId()}, ${deal}, ${stage.id}, ${stage.name}, ${at}::timestamptz, ${ctx.actor.memberId}::uuid)`),
  );
}

/** Where a new deal's history begins, and when. */
export interface FirstVisit {
  readonly deal: string;
  readonly stage: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Begins the stays of deals that were nowhere before. */
export async function enterFirstStages(ctx: Context, visits: readonly FirstVisit[]): Promise<void> {
  const rows = JSON.stringify(visits.map((visit) => ({ id: newId(), ...visit })));
  await ctx.db.query(
    compileSql(sql`insert into stage_visits (id, deal, stage, stage_name, entered_at, created_by)
      select v.id, v.deal, s.id, s.name, v.at, ${ctx.actor.memberId}::uuid
      from jsonb_to_recordset(${rows}::jsonb) as v (id uuid, deal uuid, stage uuid, at timestamptz)
      join stages s on s.id = v.stage order by v.id`),
  );
}

import { sql } from 'kysely';
import type { Context } from '../../../server/context.ts';
import { compileSql } from '../../../server/db/compile.ts';
import { newId } from '../../../server/records/uuid.ts';

/** A deal comes to stand in a stage at this moment. */
export interface StageMove {
  readonly deal: string;
  readonly stage: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Begins the stays of deals that were nowhere before. */
export async function enterFirstStages(ctx: Context, visits: readonly StageMove[]): Promise<void> {
  const rows = JSON.stringify(visits.map((visit) => ({ id: newId(), ...visit })));
  await ctx.db.query(
    compileSql(sql`insert into stage_visits (id, deal, stage, stage_name, entered_at, created_by)
      select v.id, v.deal, s.id, s.name, v.at, ${ctx.actor.memberId}::uuid
      from jsonb_to_recordset(${rows}::jsonb) as v (id uuid, deal uuid, stage uuid, at timestamptz)
      join stages s on s.id = v.stage order by v.id`),
  );
}

/** Ends the deals' stays where they are and begins those in other stages at the same moment, which is not before the last one. */
export async function enterStages(ctx: Context, moves: readonly StageMove[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = JSON.stringify(moves.map((move) => ({ id: newId(), ...move })));
  await ctx.db.query(
    compileSql(sql`with given as (
        select * from jsonb_to_recordset(${rows}::jsonb) as g (id uuid, deal uuid, stage uuid, at timestamptz)
      ), gone as (
        update stage_visits v set left_at = greatest(v.entered_at, g.at) from given g
        where v.deal = g.deal and v.left_at is null and v.deleted_at is null
      )
      insert into stage_visits (id, deal, stage, stage_name, entered_at, created_by)
      select g.id, g.deal, s.id, s.name, g.at, ${ctx.actor.memberId}::uuid
      from given g join stages s on s.id = g.stage order by g.id`),
  );
}

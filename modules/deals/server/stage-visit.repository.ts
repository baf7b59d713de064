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

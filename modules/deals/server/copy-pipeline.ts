import { assertMay } from '../../../server/access/access.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { pipeline, stage } from '../contract/index.ts';

/** The most stages that are copied; a pipeline of more is nobody's. */
const mostStages = 200;

/**
 * Makes a pipeline like another: its stages, none of its deals. The workspace's own fields come along.
 * Throws 403 for whoever may not make pipelines and stages or was stopped by an alarm, 404 for one that is not there.
 */
export async function copyPipeline(ctx: Context, id: string, name: string): Promise<{ id: string; stages: number }> {
  assertMay(ctx, ctx.registry.getNoun(pipeline.name), 'create');
  assertMay(ctx, ctx.registry.getNoun(stage.name), 'create');
  // Pipelines are set up by managers and owners: whom an alarm stopped makes none this way either.
  ctx.reads?.assertNotStopped(ctx);
  return inTransaction(ctx, async (tx) => {
    const kinds = { pipeline: tx.registry.getNoun(pipeline.name), stage: tx.registry.getNoun(stage.name) };
    const original = await getRecord(tx, kinds.pipeline, id);
    const filter = { field: 'pipeline', op: 'is', value: id } as const;
    const page = await listRecords(tx, kinds.stage, { filter, sort: 'position', limit: mostStages });
    const stages: readonly AnyRecord[] = JSON.parse(page).items;
    const values = { ...copied(kinds.pipeline, original as AnyRecord), name, archived: false };
    const made = await createRecord(tx, kinds.pipeline, values);
    for (const one of stages) await createRecord(tx, kinds.stage, { ...copied(kinds.stage, one), pipeline: made.id });
    return { id: made.id, stages: stages.length };
  });
}

/** What was said of a record by hand, but for what may be said of one alone. */
function copied({ fields }: Noun, record: AnyRecord): Record<string, unknown> {
  const entries = Object.entries(fields).flatMap(([field, { readOnly, retired, computed, unique }]) => {
    const isOwn = readOnly || retired || computed || unique;
    const value = record[field];
    return isOwn || value === null || value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(entries);
}

import { z } from 'zod';
import type { Context } from '../../../server/context.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { findRecordText } from '../../../server/records/read.ts';
import { notFound } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { importMapping, importRun } from '../contract/index.ts';
import { findSource } from './import.repository.ts';
import { setStatus } from './import-run.repository.ts';
import { planFor } from './plan-for.ts';
import { runImport } from './run-import.ts';

/** Brings a started import in, from wherever it stopped. */
export const runJob = defineJob({
  name: 'imports.run',
  payload: z.strictObject({ id: z.guid() }),
  run: (ctx, { id }, signal) => bringIn(ctx, id, signal),
});

/** Writes the rows in the name of who started the import; ends it as done, unless it was cancelled or must go on later. */
export async function bringIn(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  const [found, table] = [await findRecordText(ctx, importRun, id), await findSource(ctx, id)];
  if (!found || !table) throw notFound('importRun', id);
  const run = JSON.parse(found.json) as RecordOf<typeof importRun>;
  if (run.status !== 'running') return;
  const mapping = importMapping.parse(JSON.parse(run.mapping ?? '{}'));
  const plan = planFor(ctx, ctx.registry.getNoun(run.target), table, mapping);
  const actor = { ...ctx.actor, memberId: run.startedBy?.id ?? null };
  const importing: Context = { ...ctx, actor, through: 'import' };
  if (await runImport(importing, { id, plan, table, mapping }, signal)) await setStatus(ctx, id, ['running'], 'done');
}

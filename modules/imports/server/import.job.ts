import { z } from 'zod';
import { reachOf } from '../../../server/access/access.ts';
import { actAs } from '../../../server/access/act-as.ts';
import type { Context } from '../../../server/context.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { findRecordText } from '../../../server/records/read.ts';
import { notFound } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { importMapping, importRun } from '../contract/index.ts';
import { findSource } from './import.repository.ts';
import { setStatus } from './import-run.repository.ts';
import { planFor } from './plan-for.ts';
import { isPassing } from './row-faults.ts';
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
  const acting = await actingFor(ctx, run);
  if (!acting) return setStatus(ctx, id, ['running'], 'cancelled');
  const importing: Context = { ...acting, through: 'import' };
  const plan = planFor(importing, importing.registry.getNoun(run.target), table, mapping);
  try {
    const through = await runImport(importing, { id, plan, table, mapping }, signal);
    if (through) await setStatus(ctx, id, ['running'], 'done');
    // Cut short, the job must not count as done: it goes on after the next start.
    else signal.throwIfAborted();
  } catch (error) {
    // What passes is tried again from where it stopped; what does not would fail for days before anybody is told.
    if (!isPassing(error) && !signal.aborted) await setStatus(ctx, id, ['running'], 'failed');
    throw error;
  }
}

/**
 * Who brings the rows in: the member who started it with the rights they have now, or the system where nobody did (the
 * command line). Null for a member who may not act any more.
 */
async function actingFor(ctx: Context, { startedBy, target }: RecordOf<typeof importRun>): Promise<Context | null> {
  if (!startedBy) return ctx;
  const acting = await actAs(ctx, startedBy.id);
  const noun = acting?.registry.findNoun(target);
  return acting && noun && reachOf(acting, noun, 'import') !== 'none' ? acting : null;
}

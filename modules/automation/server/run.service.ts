import { noteShown } from '../../../server/access-log/note-shown.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { readMatching } from '../../../server/records/read-matching.ts';
import { AppError, notFound } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { ProcessInput, RunPage, runStates, Tried } from '../contract/index.ts';
import { listToCome } from './dated-records.ts';
import { listLately } from './lately.repository.ts';
import { filledIn } from './placeholders.ts';
import { assertSound, getProcess } from './process.service.ts';
import { askToRun } from './run.job.ts';
import { findRun, listRunRows, type RunRow, restartRun } from './run.repository.ts';
import { startingAmong } from './starts.ts';

interface RunQuery {
  readonly state?: (typeof runStates)[number] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The runs of a process, the newest first, with what their records are called to the actor. Throws 404, 403. */
export async function listRunsOf(ctx: Context, id: string, { state, limit, cursor }: RunQuery): Promise<RunPage> {
  const process = await getProcess(ctx, id);
  assertMayLeaf(ctx, cursor);
  const rows = await listRunRows(ctx.db, id, { state, before: cursor, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const noun = ctx.registry.findNoun(process.noun);
  const labels = noun ? await labelsOf(ctx, noun, shown) : new Map<string, string>();
  const items = shown.map(({ noun: of, record, ...run }) => ({
    ...run,
    record: { noun: of, id: record, label: labels.get(record) ?? null },
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Runs name records as a list does. Throws 403 `stoppedByAlarm`, `readLimitReached`. */
function assertMayLeaf(ctx: Context, cursor?: string): void {
  if (cursor !== undefined) ctx.reads?.assertNotStopped(ctx);
  ctx.reads?.assertMayRead(ctx);
}

async function labelsOf(ctx: Context, noun: Noun, rows: readonly RunRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.map(({ record }) => record);
  const found = await readMatching(ctx, noun, ids);
  const seen = [...found.keys()];
  await noteShown(ctx, noun, { kind: 'listed', count: seen.length, ids: seen }, { fields: [noun.title] });
  const title = (json: string) => filledIn(ctx, noun, `{{${noun.title}}}`, JSON.parse(json) as AnyRecord);
  return new Map([...found].map(([record, json]) => [record, title(json)]));
}

/** Has a run tried again. Throws 404, 403, 409 `processOff`, `runDone`, `processChanged`. */
export async function tryRunAgain(ctx: Context, id: string, run: string): Promise<void> {
  await getProcess(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const process = await getProcess(tx, id);
    const found = await findRun(tx.db, id, run);
    if (!found) throw notFound('processRun', run);
    if (found.problem?.code === 'processChanged') throw new AppError(409, 'processChanged');
    if (process.state !== 'on') throw new AppError(409, 'processOff');
    if (!(await restartRun(tx.db, id, run))) throw new AppError(409, 'runDone');
    await askToRun(tx, id);
  });
}

const mostLooked = 50;

/** For which of the records changed last the process would have run, the last first, or by the calendar for which to come; nothing is done. Throws 403, 422. */
export async function tryOut(ctx: Context, input: ProcessInput): Promise<Tried> {
  await assertSound(ctx, input);
  assertMayLeaf(ctx);
  const { start } = input;
  if (start.on === 'date') return { looked: null, items: await listToCome(ctx, { ...input, start }) };
  const noun = ctx.registry.getNoun(input.noun);
  const changes = await listLately(ctx.db, noun.name, mostLooked);
  const starting = (await startingAmong(ctx, noun, input, changes)).toReversed();
  const last = new Map(starting.toReversed().map((change) => [change.recordId, change.at]));
  const records = await readMatching(ctx, noun, [...last.keys()]);
  const ids = [...new Set(starting.map(({ recordId }) => recordId))];
  await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, {});
  return {
    looked: new Set(changes.map(({ recordId }) => recordId)).size,
    items: ids.flatMap((id) => {
      const json = records.get(id);
      return json === undefined ? [] : [{ at: last.get(id) ?? '', record: JSON.parse(json) as { id: string } }];
    }),
  };
}

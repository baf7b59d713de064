import { actAs } from '../access/act-as.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { type Context, inTransaction } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { defineJob } from '../jobs/job.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { addLate, findMerge, type MergeRow } from './merge.repository.ts';
import { latePointersJob } from './merge-job.ts';
import { movePointers } from './move-pointers.ts';

/** How long it is left to whoever began to write before the merge was there, until it is looked after them again. */
const patienceMs = 15_000;

/**
 * Moves what came to point at a record while it was merged: whoever had begun to write saw it live, and committed after its pointers were moved.
 * Looks again until none of those is left, so that nothing points at what lies in the bin; undoing the merge brings it back like the rest.
 */
export const latePointersWork = defineJob({
  ...latePointersJob,
  run: async (ctx, { id, since }) => {
    // Asked first: who ended meanwhile is seen by the look after them.
    const moment = since ?? (await now(ctx.db));
    const isOver = since !== null && !(await anyoneSince(ctx, since));
    if (!(await moveLate(ctx, id)) || isOver) return;
    const runAt = new Date(Date.now() + patienceMs);
    await inTransaction(ctx, (tx) => enqueueJob(tx, latePointersJob, { id, since: moment }, { runAt }));
  },
});

/** False where the merge is no longer one. */
async function moveLate(ctx: Context, id: string): Promise<boolean> {
  const row = await findMerge(ctx.db, id);
  if (row?.state !== 'merged') return false;
  const acting = row.member === null ? null : await actAs({ ...ctx, through: row.through, amid: 'many' }, row.member);
  return inTransaction(withEveryField(acting ?? ctx), async (tx) => {
    const noun = tx.registry.getNoun(row.noun);
    // In the order in which undoing locks them.
    const ids = [row.winner, row.loser];
    const text = `select from ${quote(tableOf(noun))} where id = any($1::uuid[]) order by id for update`;
    await tx.db.query({ text, values: [ids] });
    if ((await lockedState(tx.db, id)) !== 'merged') return false;
    let late = 0;
    await movePointers(tx, { merge: id, noun, from: row.loser, to: row.winner }, async (moved) => {
      late = moved;
    });
    if (late > 0) await addLate(tx.db, id, late);
    return true;
  });
}

async function lockedState(db: Queryable, id: string): Promise<MergeRow['state'] | undefined> {
  const text = 'select state from record_merge where id = $1 for update';
  const [row] = await db.query<Pick<MergeRow, 'state'>>({ text, values: [id] });
  return row?.state;
}

async function now(db: Queryable): Promise<string> {
  const [row] = await db.query<{ now: string }>({ text: 'select clock_timestamp()::text as now' });
  return row?.now ?? '';
}

/** Whether a transaction that began before then is still open; a workspace's own role is not shown those of others. */
async function anyoneSince(ctx: Context, since: string): Promise<boolean> {
  const text = `select exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and backend_type = 'client backend' and xact_start < $1::timestamptz) as found`;
  const ask = { text, values: [since] };
  const [row] = await inTransaction(ctx, ({ db }) => db.asControl((control) => control.query<{ found: boolean }>(ask)));
  return row?.found ?? true;
}

import { actAs } from '../access/act-as.ts';
import { refusalOf } from '../bulk/bulk-item.ts';
import { inTransaction } from '../context.ts';
import { defineJob } from '../jobs/job.ts';
import { findMerge, moveMerge, noteMoved } from './merge.repository.ts';
import { mergeJob } from './merge-job.ts';
import { carryOutWaiting } from './merge-records.ts';
import { carryBack } from './undo-merge.ts';

/**
 * Merges two records that many others point at, or makes them two again, in the name of whoever asked and with the rights they have now: in one
 * transaction, so that a crash leaves it undone and it is begun again. How far it is, is told beside the transaction.
 */
export const mergeWork = defineJob({
  ...mergeJob,
  run: async (ctx, { id }) => {
    const row = await findMerge(ctx.db, id);
    if (row?.state !== 'waiting' && row?.state !== 'undoing') return;
    const refused = row.state === 'waiting' ? 'refused' : 'merged';
    const member = row.state === 'waiting' ? row.member : row.undoneBy;
    const acting = member === null ? null : await actAs({ ...ctx, through: row.through, amid: 'many' }, member);
    if (!acting) return void (await moveMerge(ctx.db, id, row.state, refused, { code: 'memberInactive', field: null }));
    const progress = (moved: number) => noteMoved(ctx.db, id, moved);
    await progress(0);
    try {
      await inTransaction(acting, async (tx) => {
        await tx.db.query({ text: 'set local statement_timeout = 0' });
        await (row.state === 'waiting' ? carryOutWaiting : carryBack)(tx, row, progress);
      });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      const field = refusal.fields[0]?.path ?? null;
      await moveMerge(ctx.db, id, row.state, refused, { code: refusal.fields[0]?.code ?? refusal.code, field });
    }
  },
});

import { z } from 'zod';
import { type Context, inTransaction } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { AppError } from '../../../shared/errors.ts';
import { fillDemo, isEmptyWorkspace } from './story/fill-demo.ts';

/** All or nothing; a workspace that has anything in it is left alone. */
export const fillJob = defineJob({
  name: 'demo.fill',
  payload: z.strictObject({}),
  run: (ctx) =>
    inTransaction(ctx, async (tx) => {
      if (await isEmptyWorkspace(tx)) await fillDemo(tx);
    }),
});

/** Has the workspace filled in the background. Throws 409 `workspaceNotEmpty` where there is something in it. */
export async function requestDemo(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!(await isEmptyWorkspace(tx))) throw new AppError(409, 'workspaceNotEmpty');
    await enqueueJob(tx, fillJob, {}, { key: 'fill' });
  });
}

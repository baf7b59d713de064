import { deal } from '../modules/deals/contract/index.ts';
import { actAs } from '../server/access/act-as.ts';
import { startBulk, undoBulk } from '../server/bulk/bulk.service.ts';
import { bulkWork } from '../server/bulk/bulk-work.ts';
import type { Context } from '../server/context.ts';
import { prepareJobs } from '../server/jobs/worker-schema.ts';
import type { BulkShape } from '../shared/contract/record-bulk.ts';
import { owner } from './fill.ts';
import { prepareGround } from './ground.ts';

/** Bulk acts on all deals, and taking them back: seconds and records a second. */
const ground = await prepareGround((line) => console.error(line));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
try {
  await prepareJobs(ground.database, silent);
  await run(ground.ctx);
} finally {
  await ground.stop();
}

async function run(system: Context): Promise<void> {
  const [member] = await system.db.query<{ id: string }>({
    text: 'select id from members where email = $1',
    values: [owner.email],
  });
  const [stage] = await system.db.query<{ id: string }>({
    text: `select id from stages where kind = 'open' and deleted_at is null order by position desc limit 1`,
  });
  const ctx = member && (await actAs(system, member.id));
  if (!ctx || !stage) throw new Error('The workspace has no owner, or no stage');
  const never = new AbortController().signal;
  const act = async (what: string, wish: BulkShape['act']) => {
    const { job } = await startBulk(ctx, deal, { filter: { all: [] }, act: wish, preview: false });
    if (!job) throw new Error('Nothing was begun');
    await timed(what, job.total, () => bulkWork.run(system, { id: job.id }, never));
    await undoBulk(ctx, job.id);
    await timed(`${what}, taken back`, job.total, () => bulkWork.run(system, { id: job.id }, never));
  };
  await act('description of all deals', { update: { description: 'Seen by the bench' } });
  await act('owner of all deals', { update: { owner: member.id } });
  await act('stage of all open deals and reopening of others', { update: { stage: stage.id } });
  await act('all deals to the bin', { delete: {} });
}

async function timed(what: string, count: number, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${what}: ${count} records in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second`);
}

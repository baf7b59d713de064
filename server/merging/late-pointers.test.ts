import { describe, expect, test } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import { deal } from '../../modules/deals/contract/index.ts';
import { note } from '../../modules/notes/contract/index.ts';
import { listReadableChanges } from '../changes/list-changes.ts';
import { inTransaction, type TransactionContext } from '../context.ts';
import { drainJobs } from '../jobs/start-jobs.ts';
import { prepareJobs, workerSchema } from '../jobs/worker-schema.ts';
import { createRecord } from '../records/create.ts';
import { getRecord } from '../records/read.ts';
import { newId } from '../records/uuid.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { getMerge } from './describe-merges.ts';
import { latePointersWork } from './late-pointers.job.ts';
import { findMerge, insertMerge } from './merge.repository.ts';
import { carryOutWaiting, mergeRecords } from './merge-records.ts';
import { undoMerge } from './undo-merge.ts';

const { database, workspace, system, join } = await useWorkspace();
const anna = await join('Anna', 'manager');
const log = { info: () => undefined, warn: () => undefined, error: console.error };
await prepareJobs(database, log);

const work = () =>
  drainJobs({
    ...{ database, log, jobs: [latePointersWork] },
    findWorkspace: async () => workspace,
    contextOf: () => system,
  });
const make = (name: string) => createRecord(anna, company, { name });

/** Does something in a transaction that is left open; answers how to do something more in it and commit it. */
async function begin(act: (tx: TransactionContext) => Promise<unknown>) {
  let end: (last: typeof act) => void = () => undefined;
  const last = new Promise<typeof act>((resolve) => {
    end = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    done = inTransaction(anna, async (tx) => {
      await act(tx);
      resolve();
      await (await last)(tx);
    });
    done.catch(reject);
  });
  return async (act: (tx: TransactionContext) => Promise<unknown> = async () => undefined) => {
    end(act);
    await done;
  };
}

describe('what was being written while two became one', () => {
  test('leads to the one that stays once it is there, and back', async () => {
    const [winner, other] = [await make('Late stays'), await make('Late goes')];
    const id = newId();
    const how = { keep: {}, member: anna.actor.memberId, through: 'web', state: 'waiting', total: 0 } as const;
    await insertMerge(system.db, { id, noun: 'company', winner: winner.id, loser: other.id, ...how });
    const commit = await begin(async (tx) => {
      const row = await findMerge(tx.db, id);
      if (row) await carryOutWaiting(tx, row, async () => undefined);
    });
    // Whoever writes now sees the other live.
    const sale = await createRecord(anna, deal, { name: 'Sold meanwhile', company: other.id });
    await commit();
    const buyer = async () => (await getRecord(system, deal, sale.id)).company?.id;
    expect(await buyer()).toBe(other.id);
    await work();
    expect(await buyer()).toBe(winner.id);
    expect(await getMerge(anna, company, winner.id, id)).toMatchObject({ state: 'merged', total: 1, moved: 1 });
    const { items } = await listReadableChanges(system, deal, { recordId: sale.id, limit: 10 });
    expect(JSON.stringify(items)).toContain(winner.id);
    await undoMerge(anna, company, winner.id, id);
    expect(await buyer()).toBe(other.id);
    await latePointersWork.run(system, { id, since: null }, AbortSignal.timeout(60_000));
    expect(await buyer()).toBe(other.id);
  });

  test('is waited for as long as anybody who began before is not done', async () => {
    const [winner, other] = [await make('Slow stays'), await make('Slow goes')];
    const said = await createRecord(anna, note, { body: 'Said meanwhile' });
    const commit = await begin((tx) => tx.db.query({ text: 'select 1' }));
    const { merge: id } = await mergeRecords(anna, company, winner.id, { other: other.id, keep: {} });
    await work();
    const asked = async () => {
      const rows = await database.control.query<{ since: string | null }>({
        text: `select payload -> 'payload' ->> 'since' as since from ${workerSchema}._private_jobs where payload -> 'payload' ->> 'id' = $1`,
        values: [id],
      });
      return rows.map(({ since }) => since);
    };
    const [since] = await asked();
    expect(since).toEqual(expect.any(String));
    const look = () => latePointersWork.run(system, { id, since: since ?? null }, AbortSignal.timeout(60_000));
    await look();
    expect(await asked()).toHaveLength(2);
    await commit((tx) =>
      tx.db.query({ text: 'update notes set company = $1 where id = $2', values: [other.id, said.id] }),
    );
    await look();
    expect(await asked()).toHaveLength(2);
    expect((await getRecord(system, note, said.id)).company?.id).toBe(winner.id);
  });
});

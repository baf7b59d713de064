import { expect, test } from 'vitest';
import { inTransaction } from '../context.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { appendChange } from './append.ts';
import type { Listener } from './change.ts';
import { changeDdl } from './change-ddl.ts';
import { drainListeners } from './drain-listeners.ts';
import { rebaseChangeLog } from './rebase.ts';

const database = await useDatabase();

test('a log restored from a server that counted further goes on where each listener was', async () => {
  const ctx = systemContextOf(database, await createEmptyWorkspace(database, changeDdl));
  const heard: Record<string, string[]> = { early: [], late: [] };
  const listener = (name: 'early' | 'late'): Listener => ({
    name,
    handle: async (_ctx, changes) => void heard[name]?.push(...changes.map((change) => change.kind)),
  });
  const listeners = [listener('early'), listener('late')];
  await inTransaction(ctx, async (tx) => {
    await tx.db.query({
      text: `insert into change (id, tx, at, through, noun, record, kind, fields)
        select id, (9000000000 + id)::text::xid8, '2020-05-05', 'web', 'deal', gen_random_uuid(), 'old ' || id, '{}'
        from generate_series(101, 104) as id`,
    });
    await tx.db.query({
      text: `insert into change_cursor (listener, tx, id) values
        ('early', '9000000104', 104), ('late', '9000000102', 102), ('.origin', '0', 0)`,
    });
    await rebaseChangeLog(tx.db);
  });
  await inTransaction(ctx, (tx) =>
    appendChange(tx, { noun: 'deal', recordId: '0198c5a0-0000-7000-8000-000000000001', kind: 'new', fields: {} }),
  );
  await drainListeners(ctx, listeners);
  expect(heard).toEqual({ early: ['new'], late: ['old 103', 'old 104', 'new'] });
  const [row] = await ctx.db.query({ text: "select min(id) as id from change where kind = 'new'" });
  expect(row).toEqual({ id: '105' });
});

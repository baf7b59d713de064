import { expect, test, vi } from 'vitest';
import { inTransaction } from '../context.ts';
import { startChild } from '../testing/child-process.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { slowNotebook } from '../testing/killed-listener.ts';
import { appendChanges } from './append.ts';
import { changeDdl } from './change-ddl.ts';
import { drainListeners } from './drain-listeners.ts';

const database = await useDatabase();
const entry = new URL('../testing/killed-listener.ts', import.meta.url);

test('a listener killed in the middle, again and again, loses nothing and doubles nothing', async () => {
  const ddl = [...changeDdl, 'create table heard (change bigint not null)'];
  const workspace = await createEmptyWorkspace(database, ddl);
  const ctx = systemContextOf(database, workspace);
  const written = 800;
  const recordId = '0198c5a0-0000-7000-8000-000000000001';
  for (let done = 0; done < written; done += 100) {
    const batch = Array.from({ length: 100 }, () => ({ noun: 'deal', recordId, kind: 'updated', fields: {} }));
    await inTransaction(ctx, (tx) => appendChanges(tx, batch));
  }
  const heard = async () => {
    const [row] = await ctx.db.query<{ count: number }>({ text: 'select count(*)::int from heard' });
    return row?.count ?? 0;
  };
  for (let round = 0; round < 2; round++) {
    const before = await heard();
    const child = await startChild(entry, { connection: database.connection, workspace });
    await vi.waitFor(async () => expect(await heard(), child.output()).toBeGreaterThan(before), {
      timeout: 25_000,
      interval: 5,
    });
    await child.kill();
    expect(await heard()).toBeLessThan(written);
  }
  await drainListeners(ctx, [slowNotebook], 20_000);
  const rows = await ctx.db.query({
    text: `select count(*)::int as heard, count(distinct heard.change)::int as different,
      (select count(*)::int from change left join heard on heard.change = change.id where heard.change is null) as lost
      from heard`,
  });
  expect(rows).toEqual([{ heard: written, different: written, lost: 0 }]);
}, 60_000);

import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { Log } from '../config/log.ts';
import { type Context, inTransaction } from '../context.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace, systemContextOf } from '../testing/empty-workspace.ts';
import { appendChange } from './append.ts';
import type { Listener } from './change.ts';
import { changeDdl } from './change-ddl.ts';
import { startListeners } from './start-listeners.ts';

const database = await useDatabase();
const ddl = [...changeDdl, 'create table heard (listener text, change bigint, at bigint generated always as identity)'];

const notebook = (name: string): Listener => ({
  name,
  handle: async (ctx, changes) => {
    const ids = changes.map((change) => change.id);
    await ctx.db.query({
      text: 'insert into heard (listener, change) select $1, unnest($2::bigint[])',
      values: [name, ids],
    });
  },
});

/** Transactions of different length: which begins first says nothing about which commits first. */
async function writeTransactions(ctx: Context, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    const recordId = `0198c5a0-0000-7000-8000-00000000000${turn % 3}`;
    const refused = inTransaction(ctx, async (tx) => {
      await appendChange(tx, { noun: 'deal', recordId, kind: 'updated', fields: {} });
      await delay(Math.random() * 8);
      await appendChange(tx, { noun: 'deal', recordId, kind: 'updated', fields: {} });
      if (turn % 7 === 3) throw new Error('changed my mind');
    });
    await refused.catch((error: Error) => expect(error.message).toBe('changed my mind'));
  }
}

test('many writers, two servers, two workspaces: every listener hears every committed change once', async () => {
  const contexts = [1, 2].map(async () => systemContextOf(database, await createEmptyWorkspace(database, ddl)));
  const [acme, globex] = (await Promise.all(contexts)) as [Context, Context];
  const errors: unknown[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (...told: unknown[]) => void errors.push(told),
  };
  const servers = [1, 2].map(() =>
    startListeners({
      workspaces: async () => [acme.workspace, globex.workspace],
      contextOf: ({ id }) => (id === acme.workspace.id ? acme : globex),
      listeners: [notebook('search'), notebook('webhooks')],
      log,
      pollInterval: 25,
    }),
  );
  await Promise.all([acme, acme, acme, globex, globex].map((ctx) => writeTransactions(ctx, 25)));
  for (const ctx of [acme, globex]) {
    const compare = async () =>
      ctx.db.query({
        text: `select l as listener, (select count(*) from change) as written,
            (select count(*) from heard where listener = l) as heard,
            (select count(distinct change) from heard where listener = l) as different
          from unnest(array['search', 'webhooks']) as l`,
      });
    const written = ctx === acme ? '126' : '84';
    const expected = ['search', 'webhooks'].map((listener) => ({
      listener,
      written,
      heard: written,
      different: written,
    }));
    await vi.waitFor(async () => expect(await compare()).toEqual(expected), { timeout: 10_000 });
  }
  await Promise.all(servers.map((server) => server.stop()));
  expect(errors).toEqual([]);
});

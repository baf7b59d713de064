import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import type { Listener } from '../changes/change.ts';
import { startListeners } from '../changes/start-listeners.ts';
import type { Workspace } from '../context.ts';
import { openDatabase } from '../db/open.ts';
import { systemContextOf } from './empty-workspace.ts';

/** Notes each change it hears, slowly: whoever kills it does so in the middle. */
export const slowNotebook: Listener = {
  name: 'notebook',
  handle: async (ctx, changes) => {
    for (const { id } of changes) {
      await ctx.db.query({ text: 'insert into heard (change) values ($1)', values: [id] });
      await delay(1);
    }
  },
};

/** What the process to be killed is told. */
export interface Assignment {
  readonly connection: PoolConfig;
  readonly workspace: Workspace;
}

async function listen({ connection, workspace }: Assignment): Promise<void> {
  const database = await openDatabase({ connection });
  const print = (...parts: unknown[]) => console.log(...parts);
  startListeners({
    workspaces: async () => [workspace],
    contextOf: () => systemContextOf(database, workspace),
    listeners: [slowNotebook],
    log: { info: print, warn: print, error: print },
    pollInterval: 20,
  });
  console.log('listening');
}

const assignment = process.argv[2];
if (assignment?.startsWith('{')) await listen(JSON.parse(assignment) as Assignment);

import type { Log } from '../config/log.ts';
import { inTransaction } from '../context.ts';
import type { Registry } from '../metadata/registry.ts';
import { ReadCounter } from './read-counter.ts';

/** What keeps account of reading in a server: it writes by itself, and lets the modules that watch reading know. */
export function createReads({ modules }: Registry, log: Log): ReadCounter {
  const watching = modules.flatMap((module) => module.afterReading ?? []);
  return new ReadCounter({
    log,
    afterFlush: (ctx) =>
      inTransaction(ctx, async (tx) => {
        for (const watch of watching) await watch(tx);
      }),
  });
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { advance } from './advance.ts';
import type { Listener } from './change.ts';
import { listLagging, registerListeners } from './cursors.ts';

/**
 * Runs the listeners until each has heard everything there is, what they write themselves included. Throws what a listener
 * throws, and after `timeout` milliseconds when an open transaction keeps changes from being read.
 */
export async function drainListeners(ctx: Context, listeners: readonly Listener[], timeout = 10_000): Promise<void> {
  const names = listeners.map((listener) => listener.name);
  await registerListeners(ctx.db, names);
  const deadline = performance.now() + timeout;
  for (;;) {
    const lagging = await listLagging(ctx.db, names);
    if (lagging.length === 0) return;
    if (performance.now() > deadline) throw new Error(`Listeners have not caught up: ${lagging.join(', ')}`);
    let passed = 0;
    for (const listener of listeners.filter(({ name }) => lagging.includes(name)))
      passed += await advance(ctx, listener);
    if (passed === 0) await delay(5);
  }
}

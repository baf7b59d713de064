import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';

type Watcher = (workspaceId: string) => void;

/** Writers that come within these milliseconds wake whoever watches once. */
const gathering = 15;
const watchers = new Set<Watcher>();
const announced = new Map<string, NodeJS.Timeout>();
const registered = new WeakSet<Transaction>();

/** Hears of changes committed by this process, workspace by workspace; a hint, since other processes write too. */
export function watchChanges(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Wakes the watchers once the transaction is committed, or, with none, shortly after the statement being written. */
export function announceChanges(ctx: Context): void {
  const { db, workspace } = ctx;
  if (!isTransaction(db)) {
    announce(workspace.id);
    return;
  }
  if (registered.has(db)) return;
  registered.add(db);
  db.afterCommit(() => announce(workspace.id));
}

function announce(workspaceId: string): void {
  if (watchers.size === 0 || announced.has(workspaceId)) return;
  const timer = setTimeout(() => {
    announced.delete(workspaceId);
    for (const watcher of watchers) watcher(workspaceId);
  }, gathering);
  announced.set(workspaceId, timer.unref());
}

function isTransaction(db: Context['db']): db is Transaction {
  return 'afterCommit' in db;
}

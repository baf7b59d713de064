import type { Log } from '../config/log.ts';
import type { Context, Workspace } from '../context.ts';
import type { Listener } from './change.ts';
import { watchChanges } from './signal.ts';
import { WorkspaceListeners } from './workspace-listeners.ts';

export interface ListenersOptions {
  /** The workspaces there are; asked at each round. */
  readonly workspaces: () => Promise<readonly Workspace[]>;
  /** The context a listener acts in: the system's. */
  readonly contextOf: (workspace: Workspace) => Context | Promise<Context>;
  readonly listeners: readonly Listener[];
  /** Run in each workspace at start and then once a day; a failure is logged and left to the next day. */
  readonly everyDay?: (ctx: Context) => Promise<void>;
  readonly log: Log;
  /** Milliseconds between rounds that find what other processes wrote; default 1000. */
  readonly pollInterval?: number;
}

export interface RunningListeners {
  /** Resolves when no listener runs any more. */
  stop(): Promise<void>;
}

/** Lets the listeners hear of changes: at once of this process's own, and within `pollInterval` of all others. */
export function startListeners(options: ListenersOptions): RunningListeners {
  const { workspaces, log, pollInterval = 1_000 } = options;
  const known = new Map<string, WorkspaceListeners>();
  let stopped = false;
  const round = async () => {
    const present = await workspaces();
    for (const id of [...known.keys()].filter((one) => !present.some((workspace) => workspace.id === one)))
      known.delete(id);
    for (const workspace of present) {
      const met = known.get(workspace.id);
      if (met) met.workspace = workspace;
      else known.set(workspace.id, new WorkspaceListeners(options, workspace));
    }
    for (const one of known.values()) if (!stopped) await one.visit();
  };
  const unwatch = watchChanges((id) => known.get(id)?.wake());
  const rounds = repeat(round, pollInterval, log, () => stopped);
  return {
    stop: async () => {
      stopped = true;
      unwatch();
      rounds.wake();
      await rounds.done;
      await Promise.all([...known.values()].map((one) => one.stop()));
    },
  };
}

function repeat(act: () => Promise<void>, interval: number, log: Log, isStopped: () => boolean) {
  let wake: () => void = () => undefined;
  const run = async () => {
    while (!isStopped()) {
      await act().catch((error: unknown) => log.error({ err: error }, 'Looking for changes failed'));
      if (isStopped()) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, interval);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  return { done: run(), wake: () => wake() };
}

import { useSyncExternalStore } from 'react';

/** When the oldest answer that is shown without a network was read, in milliseconds since 1970; null while the server answers. */
let shownSince: number | null = null;
const watchers = new Set<() => void>();

/** An answer kept at `at` is shown, as the server was not reached. */
export function noteShown(at: number): void {
  set(shownSince === null ? at : Math.min(shownSince, at));
}

/** The server has answered. */
export function noteReached(): void {
  set(null);
}

/** Rerenders when kept answers begin or cease to be shown; the moment the oldest of them was read, or null. */
export function useShownSince(): number | null {
  return useSyncExternalStore(watch, () => shownSince);
}

function set(next: number | null): void {
  if (next === shownSince) return;
  shownSince = next;
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

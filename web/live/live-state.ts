import { useEffect, useState, useSyncExternalStore } from 'react';

/** Milliseconds without changes arriving until it is worth a word: a stream that breaks is back in a moment. */
const grace = 5_000;

let isLive = false;
const watchers = new Set<() => void>();

export function setLive(next: boolean): void {
  if (next === isLive) return;
  isLive = next;
  for (const tell of watchers) tell();
}

/** Whether changes of others have not been arriving for some time. */
export function useIsBehind(): boolean {
  const live = useSyncExternalStore(watch, () => isLive);
  const [behind, setBehind] = useState(false);
  useEffect(() => {
    if (live) {
      setBehind(false);
      return;
    }
    const timer = window.setTimeout(() => setBehind(true), grace);
    return () => window.clearTimeout(timer);
  }, [live]);
  return behind;
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

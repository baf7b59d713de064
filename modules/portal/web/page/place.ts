import { useSyncExternalStore } from 'react';

/** `/portal/WORKSPACE/…`: whose portal the address names, and what of it is open. */
export interface Place {
  readonly workspace: string;
  /** What follows the workspace: `requests`, and a request's id. */
  readonly path: readonly string[];
}

export function placeIn(pathname: string): Place {
  const [, , workspace = '', ...path] = pathname.split('/');
  return { workspace, path: path.filter(Boolean) };
}

export function usePlace(): Place {
  return placeIn(useSyncExternalStore(watch, () => window.location.pathname));
}

/** The address of a part of the portal that is open. */
export function addressOf(...path: readonly string[]): string {
  return ['/portal', placeIn(window.location.pathname).workspace, ...path].join('/');
}

/** Opens a part of the portal without loading the page anew. */
export function goTo(...path: readonly string[]): void {
  window.history.pushState(null, '', addressOf(...path));
  window.scrollTo(0, 0);
  for (const told of watchers) told();
}

const watchers = new Set<() => void>();

function watch(told: () => void): () => void {
  watchers.add(told);
  window.addEventListener('popstate', told);
  return () => {
    watchers.delete(told);
    window.removeEventListener('popstate', told);
  };
}

import { useSyncExternalStore } from 'react';
import type { Session } from '../../shared/nouns/metadata.ts';

/** The server refuses a request whose header names a workspace, or a member, that the session is not in now. */
const header = 'rapport-workspace';

/** For the question where the browser is now, whatever this page was loaded for. */
export const ofNoPage = { [header]: '' } as const;

type Loaded = Pick<Session, 'workspace' | 'member'> | null | undefined;

let findLoaded: () => Loaded = () => null;
let isLost = false;
const watchers = new Set<() => void>();

/** Says where it is known for whom this page was loaded. */
export function knowPage(find: () => Loaded): void {
  findLoaded = find;
}

/** `workspace.member` of this page; '' before anybody is signed in. */
export function pageOwner(): string {
  const loaded = findLoaded();
  return loaded ? `${loaded.workspace.id}.${loaded.member.id}` : '';
}

/** What every request of this page carries, so that nothing is written where another tab of the browser has gone. */
export function pageHeaders(): Readonly<Record<string, string>> {
  const owner = pageOwner();
  return owner === '' ? {} : { [header]: owner };
}

/** Hears of every refusal: one of them says that the browser is elsewhere now. */
export function noteRefusal(code: string): void {
  if (code !== 'pageOfAnother' || isLost) return;
  isLost = true;
  for (const told of watchers) told();
}

/** Whether the browser has gone to another workspace, or to somebody else, since this page was loaded. */
export function usePageIsLost(): boolean {
  return useSyncExternalStore(
    (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
    () => isLost,
  );
}

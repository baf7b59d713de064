import { useSyncExternalStore } from 'react';
import type { Session } from '../../shared/nouns/metadata.ts';
import { KeptAnswers } from './kept-answers.ts';
import { OfflineStore } from './offline-store.ts';
import type { WaitingChange } from './waiting-change.ts';
import { WaitingChanges } from './waiting-changes.ts';

const store = new OfflineStore();

/** What was read, and what was written, on this device. */
export const keptAnswers = new KeptAnswers(store, (reader) => store.listWaiting(reader));
export const waitingChanges = new WaitingChanges(store);

/** What waits on this device to be sent; rerenders when that changes. */
export function useWaitingChanges(): readonly WaitingChange[] {
  return useSyncExternalStore(waitingChanges.watch, waitingChanges.list);
}

/** The fields of a record whose values wait on this device to be sent. */
export function useWaitingFields(id: string): ReadonlySet<string> {
  const changes = useWaitingChanges().filter((one) => one.id === id && one.state === 'waiting');
  return new Set(changes.flatMap(({ values }) => Object.keys(values)));
}

/** Somebody has signed in, perhaps over somebody else who never left: what waits is that person's no more to be sent. */
export async function handDeviceTo(session: Session | null): Promise<void> {
  if (session) await keptAnswers.meet(session);
  await waitingChanges.read();
}

/** Nothing stays on the device: neither what was seen nor what waits. */
export async function wipeDevice(): Promise<void> {
  await keptAnswers.wipe();
  await store.wipeAll();
  await waitingChanges.read();
}

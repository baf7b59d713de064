import { useEffect, useSyncExternalStore } from 'react';
import type { Other, StreamEvents } from '../../shared/stream/stream-event.ts';
import { request } from '../shell/request.ts';
import { browserId } from './browser-id.ts';
import { randomId } from './random-id.ts';

/** Milliseconds between two words that this tab is still there; the server forgets it after twice as long. */
const interval = 12_000;
/** Milliseconds until a step is told: who goes from card to card is told once. */
const gathering = 150;

interface Place {
  readonly noun: string;
  readonly id: string;
}

const tab = randomId();
const nobody: readonly Other[] = [];
let place: Place | null = null;
let field: string | null = null;
let isKnown = false;
let others: readonly Other[] = nobody;
let pending: number | undefined;
let repeating: number | undefined;
const watchers = new Set<() => void>();

/** Says that this tab shows the record, for as long as the component lives; answers who else does. */
export function usePresence(noun: string, id: string): readonly Other[] {
  useEffect(() => {
    const own = { noun, id };
    place = own;
    setOthers(nobody);
    step();
    return () => {
      if (place !== own) return;
      place = null;
      setOthers(nobody);
      step();
    };
  }, [noun, id]);
  return useOthers(noun, id);
}

/** Who else is at the record that this tab shows. */
export function useOthers(noun: string, id: string): readonly Other[] {
  return useSyncExternalStore(watch, () => (place?.noun === noun && place.id === id ? others : nobody));
}

/** Says that a field of the record is being edited here. */
export function useEditing(name: string): void {
  useEffect(() => {
    field = name;
    step();
    return () => {
      if (field === name) field = null;
      step();
    };
  }, [name]);
}

/** What the stream tells of a record: only that of this tab counts. */
export function hearPresence({ noun, id, others: now }: StreamEvents['presence']): void {
  if (place?.noun === noun && place.id === id) setOthers(now);
}

function step(): void {
  window.clearTimeout(pending);
  pending = window.setTimeout(() => void tell(), gathering);
}

async function tell(): Promise<void> {
  window.clearInterval(repeating);
  const told = place;
  if (!told) return leave();
  isKnown = true;
  // Whoever looks at another tab is not here: the server forgets this one by itself.
  repeating = window.setInterval(() => document.visibilityState === 'visible' && void tell(), interval);
  try {
    const body = { browser: browserId(), tab, noun: told.noun, id: told.id, field };
    const answer = await request<{ readonly others: readonly Other[] }>('POST', '/api/v1/presence', body);
    if (place === told) setOthers(answer.others);
  } catch {
    // Who is here is not known until the next word; the card itself says what is wrong with the connection or the record.
    if (place === told) setOthers(nobody);
  }
}

async function leave(): Promise<void> {
  if (!isKnown) return;
  isKnown = false;
  // Sent also while the page is being closed; when it is lost, the server forgets the tab by itself.
  navigator.sendBeacon('/api/v1/presence/end', new Blob([JSON.stringify({ tab })], { type: 'application/json' }));
}

window.addEventListener('pagehide', () => void leave());
window.addEventListener('pageshow', (event) => event.persisted && place && step());

function setOthers(next: readonly Other[]): void {
  if (JSON.stringify(next) === JSON.stringify(others)) return;
  others = next;
  for (const told of watchers) told();
}

function watch(told: () => void): () => void {
  watchers.add(told);
  return () => watchers.delete(told);
}

import { useEffect, useRef } from 'react';
import { isBusy } from '../../shell/keys/is-busy.ts';
import { type KeyLine, useKeyGroup } from '../../shell/keys/key-sheet.ts';

export interface ListKeys {
  readonly move: (step: number | 'first' | 'last') => void;
  readonly open: () => void;
  readonly select: (range: boolean) => void;
  readonly create?: (() => void) | undefined;
  readonly filter: () => void;
  readonly search: () => void;
  readonly clear: () => void;
}

/**
 * The list's keys, heard on the whole page unless something is being typed or a dialog is open. Letters are told by
 * their place on the keyboard, so that they work in a Cyrillic, Armenian or Georgian layout too.
 */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useKeyGroup('kit:keys.list.title', keys.create ? lines : lines.filter(({ key }) => key !== 'KeyN'));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      if (act(latest.current, event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Runs what the key stands for; false when it stands for nothing here. */
function act(keys: ListKeys, event: KeyboardEvent): boolean {
  const run = onGrid(event.target) ? (actions[event.code] ?? gridActions[event.code]) : actions[event.code];
  if (event.key === '/') keys.search();
  else if (run) run[1](keys, event);
  else return false;
  return true;
}

/** What the sheet of keys calls it, and what it does. */
type Action = readonly [label: string, run: (keys: ListKeys, event: KeyboardEvent) => void];

const actions: Readonly<Record<string, Action>> = {
  KeyJ: ['next', (keys) => keys.move(1)],
  KeyK: ['previous', (keys) => keys.move(-1)],
  KeyX: ['select', (keys, event) => keys.select(event.shiftKey)],
  KeyN: ['create', (keys) => keys.create?.()],
  KeyF: ['filter', (keys) => keys.filter()],
  Escape: ['clear', (keys) => keys.clear()],
};

/** Keys that mean something else to buttons and to a page that scrolls. */
const gridActions: Readonly<Record<string, Action>> = {
  ArrowDown: ['next', (keys) => keys.move(1)],
  ArrowUp: ['previous', (keys) => keys.move(-1)],
  PageDown: ['further', (keys) => keys.move(10)],
  PageUp: ['back', (keys) => keys.move(-10)],
  Home: ['first', (keys) => keys.move('first')],
  End: ['last', (keys) => keys.move('last')],
  Enter: ['open', (keys) => keys.open()],
  Space: ['select', (keys, event) => keys.select(event.shiftKey)],
};

const lines: readonly KeyLine[] = Object.entries({ ...actions, ...gridActions }).map(([key, [name]]) => ({
  key,
  label: `kit:keys.list.${name}`,
}));

/** On the grid itself, or on nothing in particular. */
function onGrid(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target === document.body || target.getAttribute('role') === 'grid';
}

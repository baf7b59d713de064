import { useEffect, useRef } from 'react';

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
  else if (run) run(keys, event);
  else return false;
  return true;
}

type Action = (keys: ListKeys, event: KeyboardEvent) => void;

const actions: Readonly<Record<string, Action>> = {
  KeyJ: (keys) => keys.move(1),
  KeyK: (keys) => keys.move(-1),
  KeyX: (keys, event) => keys.select(event.shiftKey),
  KeyN: (keys) => keys.create?.(),
  KeyF: (keys) => keys.filter(),
  Escape: (keys) => keys.clear(),
};

/** Keys that mean something else to buttons and to a page that scrolls. */
const gridActions: Readonly<Record<string, Action>> = {
  ArrowDown: (keys) => keys.move(1),
  ArrowUp: (keys) => keys.move(-1),
  PageDown: (keys) => keys.move(10),
  PageUp: (keys) => keys.move(-10),
  Home: (keys) => keys.move('first'),
  End: (keys) => keys.move('last'),
  Enter: (keys) => keys.open(),
  Space: (keys, event) => keys.select(event.shiftKey),
};

/** Something is being typed or chosen: keys are not for the page. */
export function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target.isContentEditable || target.closest('textarea, select') !== null;
}

/** On the grid itself, or on nothing in particular. */
function onGrid(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target === document.body || target.getAttribute('role') === 'grid';
}

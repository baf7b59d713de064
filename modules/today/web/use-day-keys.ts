import { type RefObject, useEffect } from 'react';
import { isBusy } from '../../../web/shell/keys/is-busy.ts';
import { type KeyLine, useKeyGroup } from '../../../web/shell/keys/key-sheet.ts';
import { beginnings, taskKeys } from './day-acts.ts';

const steps: Readonly<Record<string, 1 | -1>> = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };

const lines: readonly KeyLine[] = [
  ...Object.entries(steps).map(([key, step]) => ({ key, label: `today:keys.${step > 0 ? 'next' : 'previous'}` })),
  { key: 'Enter', label: 'today:keys.open' },
  { key: taskKeys.done, label: 'today:keys.done' },
  { key: taskKeys.tomorrow, label: 'today:keys.tomorrow' },
  ...beginnings.map(({ begin, key }) => ({ key, label: `tasks:keys.${begin}` })),
];

/**
 * Keys walk the lines of the day across its parts, and do on the line where one stands what its buttons do: a key whose button
 * is not there does nothing.
 */
export function useDayKeys(day: RefObject<HTMLElement | null>): void {
  useKeyGroup('today:keys.title', lines);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      if (day.current && act(day.current, event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [day]);
}

function act(day: HTMLElement, event: KeyboardEvent): boolean {
  const all = [...day.querySelectorAll<HTMLElement>('[data-line]')];
  const at = all.findIndex((line) => line.contains(document.activeElement));
  const step = steps[event.code];
  if (step !== undefined) {
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  }
  const line = all[at];
  if (!line) return false;
  if (event.code === 'Enter') return document.activeElement === line && click(line, 'a');
  if (event.code === taskKeys.done) return click(line, 'input[type=checkbox]');
  return click(line, `[data-key="${event.code}"]`);
}

function click(line: HTMLElement, selector: string): boolean {
  const found = line.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
}

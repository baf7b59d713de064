import { useEffect, useRef } from 'react';
import { isBusy } from '../../shell/keys/is-busy.ts';
import { type KeyLine, useKeyGroup } from '../../shell/keys/key-sheet.ts';

const lines: readonly KeyLine[] = [{ key: 'Digits', label: 'kit:keys.list.view' }];

/** The digits open the first nine tabs, on the upper row and on the number pad, unless something is being typed. */
export function useTabKeys(open: (place: number) => void): void {
  const latest = useRef(open);
  latest.current = open;
  useKeyGroup('kit:keys.list.title', lines);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
      if (!digit || isBusy(event.target)) return;
      event.preventDefault();
      latest.current(Number(digit) - 1);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

import { useEffect, useRef } from 'react';
import { isBusy } from '../../shell/keys/is-busy.ts';
import { type KeyLine, useKeyGroup } from '../../shell/keys/key-sheet.ts';

/**
 * Keys of a card by their place on the keyboard (`KeyC`) and what each stands for, heard unless something is being typed
 * or a dialog is open. `labelOf` says what the sheet of keys calls each.
 */
export function useCardKeys<T>(
  keys: Readonly<Record<string, T>>,
  act: (what: T) => void,
  labelOf: (what: T) => Omit<KeyLine, 'key'>,
): void {
  const latest = useRef({ keys, act });
  latest.current = { keys, act };
  useKeyGroup(
    'kit:keys.card.title',
    Object.entries(keys).map(([key, what]) => ({ key, ...labelOf(what) })),
  );
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented);
      const what = isPlain && !isBusy(event.target) ? latest.current.keys[event.code] : undefined;
      if (what === undefined) return;
      event.preventDefault();
      latest.current.act(what);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

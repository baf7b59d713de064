import { createContext, use, useEffect, useRef } from 'react';

/** A key and what it does, told where the key is bound. */
export interface KeyLine {
  /** Its place on the keyboard or its sign, after what is held: `KeyJ`, `ArrowDown`, `/`, `mod+KeyK`, `Shift+ArrowLeft`. */
  readonly key: string;
  /** The text of it, with its namespace. */
  readonly label: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** The keys of one part of the screen. */
export interface KeyGroup {
  /** The text over them, with its namespace. */
  readonly title: string;
  readonly lines: readonly KeyLine[];
}

/** Which keys mean something at this moment, and whether the sheet that tells them is open. */
export interface KeySheet {
  /** Resolves to what takes them off again. */
  add(group: () => KeyGroup): () => void;
  groups(): readonly KeyGroup[];
  readonly isOpen: () => boolean;
  setOpen(open: boolean): void;
  readonly subscribe: (heard: () => void) => () => void;
}

export function createKeySheet(): KeySheet {
  const groups = new Set<() => KeyGroup>();
  const listeners = new Set<() => void>();
  let open = false;
  return {
    add: (group) => {
      groups.add(group);
      return () => void groups.delete(group);
    },
    groups: () => merge([...groups].map((group) => group()).filter(({ lines }) => lines.length > 0)),
    isOpen: () => open,
    setOpen: (next) => {
      open = next;
      for (const heard of listeners) heard();
    },
    subscribe: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}

export const KeySheetContext = createContext<KeySheet>(createKeySheet());

/** Has the sheet tell these keys as long as the component is shown; call it where they are bound, with what binds them. */
export function useKeyGroup(title: string, lines: readonly KeyLine[]): void {
  const sheet = use(KeySheetContext);
  const latest = useRef<KeyGroup>({ title, lines });
  latest.current = { title, lines };
  useEffect(() => sheet.add(() => latest.current), [sheet]);
}

/** Parts of a screen may share a title, and the same part may be there twice. */
function merge(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  const byTitle = new Map<string, Map<string, KeyLine>>();
  for (const { title, lines } of groups) {
    const known = byTitle.get(title) ?? new Map<string, KeyLine>();
    for (const line of lines) known.set(`${line.key} ${line.label}`, line);
    byTitle.set(title, known);
  }
  return [...byTitle].map(([title, lines]) => ({ title, lines: [...lines.values()] }));
}

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { isBusy } from '../../shell/keys/is-busy.ts';
import type { NamedField } from '../data/named-field.ts';
import { recordPath } from '../record-link.tsx';
import { CellActs } from './cell-acts.ts';
import type { CellEdits } from './cell-edits.ts';
import { editsOf } from './edits-of-noun.ts';
import { loadCalendar, loadCellEditor } from './load-cell-editor.ts';
import { revealCell } from './reveal-cell.ts';
import { type CellCursor, useCellCursor } from './use-cell-cursor.ts';

export interface CellsOptions {
  readonly noun: NounMetadata;
  readonly records: readonly AnyRecord[];
  readonly fields: readonly NamedField[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Brings a row into view. */
  readonly scrollTo: (row: number) => void;
  /** Loads the rows after the last one; whether there were any. */
  readonly loadMore: () => Promise<boolean>;
  /** Rows that are seen at once. */
  readonly page: () => number;
  readonly onSelect: (id: string) => void;
  /** The row that was reached, for what acts on whole rows. */
  readonly onRow: (row: number) => void;
}

/** The cell whose editor is open. */
export interface Editing {
  readonly id: string;
  readonly field: string;
  readonly typed: string;
}

/** What is said of the active cell when a key can do nothing there. */
export type CellHint = 'readOnly' | 'nothingToUndo' | 'cut' | null;

/** The cells of a grid as a spreadsheet's: the active one, what is being typed, and the acts on them. */
export interface Cells {
  readonly edits: CellEdits;
  readonly cursor: CellCursor;
  readonly editing: Editing | null;
  readonly hint: CellHint;
  readonly acts: CellActs;
}

export function useCells(options: CellsOptions): Cells {
  const { noun, records, fields, scroller } = options;
  const client = useQueryClient();
  const { edits, sender } = useMemo(() => editsOf(client, noun), [client, noun]);
  const cursor = useCellCursor(records, fields);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [hint, setHint] = useState<CellHint>(null);
  const navigate = useNavigate();
  const latest = useRef<Acting>(null as never);
  latest.current = {
    options,
    cursor,
    editing,
    setEditing,
    setHint,
    open: (id) => void navigate({ to: recordPath(noun.plural, id) }),
  };
  const acts = useMemo(() => new CellActs(editsOf(client, noun), () => latest.current), [client, noun]);
  useEffect(() => sender.resume(), [sender]);
  const isOn = cursor.head !== null;
  const hasDays = fields.some(({ kind }) => kind === 'date' || kind === 'datetime');
  useEffect(() => {
    if (isOn) void loadCellEditor();
    if (isOn && hasDays) void loadCalendar();
  }, [isOn, hasDays]);
  useKeysBesides(acts, isOn, scroller);
  useRevealed(options, cursor);
  return useMemo(() => ({ edits, cursor, editing, hint, acts }), [edits, cursor, editing, hint, acts]);
}

/** What the acts act upon, as it stands at the moment. */
export interface Acting {
  readonly options: CellsOptions;
  readonly cursor: CellCursor;
  readonly editing: Editing | null;
  readonly setEditing: (editing: Editing | null) => void;
  readonly setHint: (hint: CellHint) => void;
  readonly open: (id: string) => void;
}
/** Keys that go on with the cells once nothing else has the focus; none that writes. */
function useKeysBesides(acts: CellActs, isOn: boolean, scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      const isGoing = event.ctrlKey || event.metaKey || /^(Arrow|Page|Home$|End$|F2$)/.test(event.key);
      if (event.target !== document.body || !isGoing || event.defaultPrevented || isBusy(event.target)) return;
      if (!acts.press(event)) return;
      event.preventDefault();
      scroller.current?.focus({ preventScroll: true });
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [acts, isOn, scroller]);
}

/** Keeps the active cell in view as it moves. */
function useRevealed({ scroller, scrollTo, onRow }: CellsOptions, { head }: CellCursor): void {
  const act = useRef({ scrollTo, onRow });
  act.current = { scrollTo, onRow };
  const [row, column] = [head?.row ?? -1, head?.column ?? -1];
  useLayoutEffect(() => {
    if (row < 0) return;
    act.current.scrollTo(row);
    act.current.onRow(row);
    const frame = requestAnimationFrame(() => revealCell(scroller.current, column));
    return () => cancelAnimationFrame(frame);
  }, [row, column, scroller]);
}

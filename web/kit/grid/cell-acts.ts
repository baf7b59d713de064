import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { NamedField } from '../data/named-field.ts';
import type { Onward } from './cell-editor.tsx';
import type { CellEdit } from './cell-edits.ts';
import { besides, type CellCommand, type CellKey, type GridBounds, readCellKey } from './cell-keys.ts';
import { type CellValue, writesOf } from './cell-writes.ts';
import { EarlyKeys } from './early-keys.ts';
import type { NounEdits } from './edits-of-noun.ts';
import { isWritable, shownValue } from './shown-value.ts';
import type { CellPlace, CellRange } from './use-cell-cursor.ts';
import type { Acting } from './use-cells.ts';

export interface Cell {
  readonly record: AnyRecord;
  readonly field: NamedField;
}

/** What was pasted, and where. */
export interface HeldPaste extends Pick<DataTransfer, 'getData'> {
  readonly range: CellRange;
}

/** What can be done to the cells of a grid, by keys and by hand. */
export class CellActs {
  readonly #edits: NounEdits;
  readonly #now: () => Acting;
  readonly #early: EarlyKeys;
  /** Reads pasted texts again that were no values. */
  readAgain: (edits: readonly CellEdit[]) => void = () => undefined;
  /** Pasted before there was anything that could read it. */
  heldPaste: HeldPaste | null = null;

  constructor(edits: NounEdits, now: () => Acting) {
    this.#edits = edits;
    this.#now = now;
    this.#early = new EarlyKeys(() => this.#now().editing !== null);
  }

  get noun(): NounMetadata {
    return this.#now().options.noun;
  }

  get bounds(): GridBounds {
    const { records, fields, page } = this.#now().options;
    return { rows: records.length, columns: fields.length, page: page() };
  }

  /** What is chosen; throws while no cell is active. */
  get range(): CellRange {
    const { range } = this.#now().cursor;
    if (!range) throw new Error('No cell is active');
    return range;
  }

  /** Whether keys and the clipboard are for the cells: not while one is typed into. */
  hasFocus(): boolean {
    const { cursor, editing, options } = this.#now();
    const { activeElement } = document;
    return (
      cursor.head !== null &&
      !editing &&
      (activeElement === options.scroller.current || activeElement === document.body)
    );
  }

  /** What is chosen, row by row, with what the cells show. */
  chosenRows(): readonly (readonly CellValue[])[] {
    const { top, bottom, left, right } = this.range;
    const { records, fields } = this.#now().options;
    return records
      .slice(top, bottom + 1)
      .map((record) =>
        fields.slice(left, right + 1).map((field) => ({ record, field, value: this.#shown({ record, field }) })),
      );
  }

  /** The cell an edit is of, while its record and its column are in the list. */
  cellOf({ id, field }: Pick<CellEdit, 'id' | 'field'>): Cell | null {
    const { records, fields } = this.#now().options;
    const [record, own] = [records.find((one) => one.id === id), fields.find(({ name }) => name === field)];
    return record && own ? { record, field: own } : null;
  }

  /** Marks cells with texts that are no values of theirs. */
  mark(cells: readonly (Cell & { readonly text: string; readonly before: unknown })[], reason: string): void {
    this.#edits.edits.put(
      cells.map(({ record, field, text, before }) => {
        const known = this.#edits.edits.find(record.id, field.name);
        const bases = known && known.state !== 'saved' ? known.bases : [before];
        return { id: record.id, field: field.name, value: before, bases, state: 'refused', reason, text };
      }),
    );
  }

  choose(range: CellRange): void {
    this.#now().cursor.choose(range);
  }

  /** Loads so many rows from the first chosen one on, as far as the list has them and they come. */
  async loadRows(count: number): Promise<void> {
    for (let before = -1; before < this.bounds.rows && this.bounds.rows - this.range.top < count; ) {
      before = this.bounds.rows;
      if (!(await this.#now().options.loadMore())) return;
    }
  }

  /** Says that some rows did not fit. */
  tellCut(): void {
    this.#now().setHint('cut');
  }

  /** Gives every row of what is chosen the values of its first one; a row alone those of the row above. */
  fillDown(): void {
    const { top, bottom, left, right } = this.range;
    const source = top === bottom ? top - 1 : top;
    if (source >= 0) this.fill({ top: source, bottom: source, left, right }, { top: source + 1, bottom, left, right });
  }

  /** Repeats rows into others of the same columns. */
  fill(from: CellRange, into: CellRange): void {
    const height = from.bottom - from.top + 1;
    const values: CellValue[] = [];
    for (let row = into.top; row <= into.bottom; row++) {
      // Upwards the last row of the source comes first.
      const source = from.top + ((((row - from.top) % height) + height) % height);
      for (let column = into.left; column <= into.right; column++) {
        const cell = this.cellAt({ row, column });
        const value = this.valueAt({ row: source, column });
        if (cell && isWritable(this.noun, cell.field, cell.record)) values.push({ ...cell, value: value ?? null });
      }
    }
    if (values.length === 0) this.#now().setHint('readOnly');
    else this.write(values);
  }

  /** What the cell shows. */
  valueAt(place: CellPlace): unknown {
    const cell = this.cellAt(place);
    return cell && this.#shown(cell);
  }

  cellAt({ row, column }: CellPlace): Cell | null {
    const { records, fields } = this.#now().options;
    const [record, field] = [records[row], fields[column]];
    return record && field ? { record, field } : null;
  }

  /** Writes values as one step that can be taken back. */
  write(values: readonly CellValue[]): void {
    this.#edits.history.act(writesOf(this.#now().options.noun, this.#edits.edits, values));
  }

  go(place: CellPlace, extend = false): void {
    this.#now().setHint(null);
    this.#now().cursor.go(place, extend);
  }

  /** Hears a key; whether it meant something. */
  press(event: CellKey): boolean {
    const { cursor, editing } = this.#now();
    if (!cursor.head) return false;
    if (editing) {
      if (event.key === 'Escape') this.cancel();
      else this.#early.keep(event);
      return true;
    }
    const command = readCellKey(event, cursor.head, this.bounds);
    if (command) this.#run(command, cursor.head);
    return command !== null;
  }

  /** Presses keys once what was done last is on the screen. */
  pressLater(keys: readonly CellKey[]): void {
    this.#early.later(keys);
  }

  /** Opens the cell's editor, or does what editing comes to where a key is all there is to it. */
  edit(place: CellPlace, typed = ''): void {
    const cell = this.cellAt(place);
    if (!cell) return;
    const { options, setHint, setEditing } = this.#now();
    const { record, field } = cell;
    if (!isWritable(options.noun, field, record)) setHint('readOnly');
    else if (field.kind === 'boolean') {
      if (typed === '') this.write([{ ...cell, value: this.#shown(cell) !== true }]);
    } else if (field.kind === 'rating' && /^\d$/.test(typed)) this.write([{ ...cell, value: Number(typed) || null }]);
    else {
      this.#early.begin();
      // What was no value is mended rather than typed anew.
      const text = this.#edits.edits.find(record.id, field.name)?.text ?? '';
      setEditing({ id: record.id, field: field.name, typed: typed || text });
    }
  }

  /** The editor is there and has the focus: what was typed before that follows. */
  ready(): void {
    void this.#early.replay();
  }

  /** Takes what was edited and goes on. */
  save(record: AnyRecord, field: NamedField, value: unknown, onward: Onward): void {
    const { cursor, setEditing } = this.#now();
    setEditing(null);
    this.write([{ record, field, value }]);
    if (!this.#focus(onward === 'stay') || !cursor.head || onward === 'stay') return;
    this.go(onwardOf(cursor.head, onward, this.bounds));
  }

  /** Keeps a text that is no value of the field, marked with the reason. */
  refuse(cell: Cell, text: string, reason: string): void {
    this.cancel();
    this.mark([{ ...cell, text, before: this.#shown(cell) }], reason);
  }

  cancel(): void {
    this.#early.forget();
    this.#now().setEditing(null);
    this.#focus(false);
  }

  /** Empties what is chosen. */
  clear(): void {
    const cells = this.#chosen().filter(({ field, record }) => isWritable(this.#now().options.noun, field, record));
    if (cells.length === 0) this.#now().setHint('readOnly');
    else this.write(cells.map((cell) => ({ ...cell, value: null })));
  }

  retry(edits: readonly CellEdit[]): void {
    const texts = edits.filter(({ text }) => text !== undefined);
    this.#edits.sender.retry(edits.filter(({ text }) => text === undefined));
    if (texts.length > 0) this.readAgain(texts);
  }

  drop(edits: readonly CellEdit[]): void {
    this.#edits.edits.drop(edits);
  }

  #run(command: CellCommand, head: CellPlace): void {
    const { cursor, options, open, setHint } = this.#now();
    setHint(null);
    const cell = this.cellAt(head);
    if (command.do === 'go') this.go(command.to, command.extend);
    else if (!cell) return;
    else if (command.do === 'edit') this.edit(head, command.typed);
    else if (command.do === 'open') open(cell.record.id);
    else if (command.do === 'toggle' && cell.field.kind === 'boolean') this.edit(head);
    else if (command.do === 'select' || command.do === 'toggle') options.onSelect(cell.record.id);
    else if (command.do === 'undo') this.#show(this.#edits.history.undo());
    else if (command.do === 'redo') this.#show(this.#edits.history.redo());
    else if (command.do === 'clear') this.clear();
    else if (command.do === 'fill') this.fillDown();
    else if (command.do === 'all') {
      cursor.choose({ top: 0, left: 0, bottom: options.records.length - 1, right: options.fields.length - 1 });
    } else cursor.leave();
  }

  /** Goes to where something was taken back, if that is still in the list. */
  #show(step: readonly { readonly id: string; readonly field: string }[]): void {
    const [first] = step;
    if (!first) this.#now().setHint('nothingToUndo');
    const { records, fields } = this.#now().options;
    const row = records.findIndex(({ id }) => id === first?.id);
    const column = fields.findIndex(({ name }) => name === first?.field);
    if (row >= 0 && column >= 0) this.go({ row, column });
  }

  #chosen(): readonly Cell[] {
    const { range } = this.#now().cursor;
    if (!range) return [];
    const { records, fields } = this.#now().options;
    const chosen = fields.slice(range.left, range.right + 1);
    return records.slice(range.top, range.bottom + 1).flatMap((record) => chosen.map((field) => ({ record, field })));
  }

  #shown({ record, field }: Cell): unknown {
    return shownValue(record, field.name, this.#edits.edits.find(record.id, field.name));
  }

  /** Gives the grid the focus; not, if that is asked, where something else has it already. Whether it has it. */
  #focus(unlessElsewhere: boolean): boolean {
    const grid = this.#now().options.scroller.current;
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && !grid?.contains(activeElement);
    if (unlessElsewhere && isElsewhere) return false;
    grid?.focus({ preventScroll: true });
    return true;
  }
}

function onwardOf(head: CellPlace, onward: Onward, bounds: GridBounds): CellPlace {
  if (onward === 'down' || onward === 'up') return { ...head, row: head.row + (onward === 'down' ? 1 : -1) };
  return besides(head, onward === 'right' ? 1 : -1, bounds) ?? head;
}

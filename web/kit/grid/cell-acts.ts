import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { NamedField } from '../data/named-field.ts';
import type { Onward } from './cell-editor.tsx';
import { type CellEdit, shownValue } from './cell-edits.ts';
import { besides, type CellCommand, type CellKey, type GridBounds, readCellKey } from './cell-keys.ts';
import { type CellValue, isWritable, writesOf } from './cell-writes.ts';
import { EarlyKeys } from './early-keys.ts';
import type { NounEdits } from './edits-of-noun.ts';
import type { CellPlace } from './use-cell-cursor.ts';
import type { Acting } from './use-cells.ts';

interface Cell {
  readonly record: AnyRecord;
  readonly field: NamedField;
}

/** What can be done to the cells of a grid, by keys and by hand. */
export class CellActs {
  readonly #edits: NounEdits;
  readonly #now: () => Acting;
  readonly #early: EarlyKeys;

  constructor(edits: NounEdits, now: () => Acting) {
    this.#edits = edits;
    this.#now = now;
    this.#early = new EarlyKeys(() => this.#now().editing !== null);
  }

  /** What the cell shows. */
  valueAt(place: CellPlace): unknown {
    const cell = this.#at(place);
    return cell && this.#shown(cell);
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
    const command = readCellKey(event, cursor.head, this.#bounds());
    if (command) this.#run(command, cursor.head);
    return command !== null;
  }

  /** Opens the cell's editor, or does what editing comes to where a key is all there is to it. */
  edit(place: CellPlace, typed = ''): void {
    const cell = this.#at(place);
    if (!cell) return;
    const { options, setHint, setEditing } = this.#now();
    const { record, field } = cell;
    if (!isWritable(options.noun, field, record)) setHint('readOnly');
    else if (field.kind === 'boolean') {
      if (typed === '') this.write([{ ...cell, value: this.#shown(cell) !== true }]);
    } else if (field.kind === 'rating' && /^\d$/.test(typed)) this.write([{ ...cell, value: Number(typed) || null }]);
    else {
      this.#early.begin();
      setEditing({ id: record.id, field: field.name, typed });
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
    this.go(onwardOf(cursor.head, onward, this.#bounds()));
  }

  cancel(): void {
    this.#early.forget();
    this.#now().setEditing(null);
    this.#focus(false);
  }

  retry(edits: readonly CellEdit[]): void {
    this.#edits.sender.retry(edits);
  }

  drop(edits: readonly CellEdit[]): void {
    this.#edits.edits.drop(edits);
  }

  #run(command: CellCommand, head: CellPlace): void {
    const { cursor, options, open, setHint } = this.#now();
    setHint(null);
    const cell = this.#at(head);
    if (command.do === 'go') this.go(command.to, command.extend);
    else if (!cell) return;
    else if (command.do === 'edit') this.edit(head, command.typed);
    else if (command.do === 'open') open(cell.record.id);
    else if (command.do === 'toggle' && cell.field.kind === 'boolean') this.edit(head);
    else if (command.do === 'select' || command.do === 'toggle') options.onSelect(cell.record.id);
    else if (command.do === 'undo') this.#show(this.#edits.history.undo());
    else if (command.do === 'redo') this.#show(this.#edits.history.redo());
    else if (command.do === 'clear') this.#clear();
    else if (command.do === 'all') {
      cursor.choose({ top: 0, left: 0, bottom: options.records.length - 1, right: options.fields.length - 1 });
    } else cursor.leave();
  }

  #clear(): void {
    const cells = this.#chosen().filter(({ field, record }) => isWritable(this.#now().options.noun, field, record));
    if (cells.length === 0) this.#now().setHint('readOnly');
    else this.write(cells.map((cell) => ({ ...cell, value: null })));
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

  #at({ row, column }: CellPlace): Cell | null {
    const { records, fields } = this.#now().options;
    const [record, field] = [records[row], fields[column]];
    return record && field ? { record, field } : null;
  }

  #shown({ record, field }: Cell): unknown {
    return shownValue(record, field.name, this.#edits.edits.find(record.id, field.name));
  }

  #bounds(): GridBounds {
    const { records, fields, page } = this.#now().options;
    return { rows: records.length, columns: fields.length, page: page() };
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

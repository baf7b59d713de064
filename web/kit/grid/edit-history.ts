import type { CellEdit, CellEdits } from './cell-edits.ts';
import type { CellWrite, EditSender } from './edit-sender.ts';

/** A cell of a step: what it held before, and what it was given. */
interface StepCell {
  readonly id: string;
  readonly field: string;
  from: unknown;
  to: unknown;
}
type Step = readonly StepCell[];

const mostSteps = 200;

/** Everything done to cells in this visit, step by step, to be taken back and done again. */
export class EditHistory {
  readonly #edits: CellEdits;
  readonly #sender: EditSender;
  #done: Step[] = [];
  #undone: Step[] = [];
  #kept = 0;

  /** `onKept` is told how many cells could not be taken back, since somebody else has changed them or the server refused. */
  constructor(edits: CellEdits, sender: EditSender, onKept: (count: number) => void) {
    this.#edits = edits;
    this.#sender = sender;
    sender.onIdle = () => {
      if (this.#kept > 0) onKept(this.#kept);
      this.#kept = 0;
    };
  }

  /** Writes cells as one step. */
  act(writes: readonly CellWrite[]): void {
    if (writes.length === 0) return;
    const step = writes.map(({ id, field, value, base }): StepCell => {
      const before = this.#edits.find(id, field);
      return { id, field, from: before && before.state !== 'saved' ? notSaved(before) : base, to: value };
    });
    this.#done = [...this.#done.slice(1 - mostSteps), step];
    this.#undone = [];
    this.#sender.submit(
      writes.map((write, index) => ({ ...write, onSaved: (value: unknown) => keep(step[index], 'to', value) })),
    );
  }

  /** Takes the last step back; the cells it was about, none when there is nothing. */
  undo(): Step {
    const step = this.#done.pop();
    if (!step) return [];
    this.#undone.push(step);
    this.#write(step, 'to', 'from');
    return step;
  }

  redo(): Step {
    const step = this.#undone.pop();
    if (!step) return [];
    this.#done.push(step);
    this.#write(step, 'from', 'to');
    return step;
  }

  #write(step: Step, now: 'from' | 'to', then: 'from' | 'to'): void {
    // What never reached the server is only forgotten.
    const unsent = step.flatMap((cell) => this.#unsent(cell) ?? []);
    this.#edits.drop(unsent);
    const rest = step.filter((cell) => !unsent.some(({ id, field }) => id === cell.id && field === cell.field));
    if (rest.length === 0) return;
    this.#sender.submit(
      rest.map((cell) => ({
        id: cell.id,
        field: cell.field,
        value: cell[then],
        base: cell[now],
        onSaved: (value: unknown) => keep(cell, then, value),
        onKept: () => void this.#kept++,
      })),
    );
  }

  #unsent({ id, field }: StepCell): CellEdit | null {
    const edit = this.#edits.find(id, field);
    return edit && (edit.state === 'refused' || edit.state === 'conflict') ? edit : null;
  }
}

/** What the server has while this value is not there. */
const notSaved = (edit: CellEdit): unknown =>
  edit.state === 'conflict' ? edit.theirs : edit.state === 'saving' ? edit.value : edit.bases[0];

/** The server's form of a value is what taking it back has to find; the label it does not tell stays known. */
function keep(cell: StepCell | undefined, side: 'from' | 'to', value: unknown): void {
  if (cell && !hasLabel(cell[side])) cell[side] = value;
}

const hasLabel = (value: unknown): boolean => typeof value === 'object' && value !== null && 'label' in value;

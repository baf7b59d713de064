/** A value somebody has put into a cell, and how far it has come on its way to the server. */
export interface CellEdit {
  readonly id: string;
  readonly field: string;
  /** As a record carries it; null for empty. */
  readonly value: unknown;
  /** What the cell held when the person changed it, or what is on its way there: the server must still hold one of these. */
  readonly bases: readonly unknown[];
  /** `waiting` for a connection, `refused` by the server, `conflict` with what somebody else wrote, `saved` as `version`. */
  readonly state: 'saving' | 'waiting' | 'refused' | 'conflict' | 'saved';
  /** Why it was refused, in words. */
  readonly reason?: string;
  /** What was pasted, where that is no value of the field: shown as it is. */
  readonly text?: string;
  /** Other fields of the record that the refusal is about: filling them in may be all that is missing. */
  readonly lacking?: readonly string[];
  /** What somebody else has put there meanwhile. */
  readonly theirs?: unknown;
  readonly version?: number;
  /** Told what the server made of it. */
  readonly onSaved?: (value: unknown) => void;
  /** What takes something back is told why it could not, instead of leaving a mark in the cell. */
  readonly onKept?: () => void;
}

export type RecordEdits = ReadonlyMap<string, CellEdit>;

const none: RecordEdits = new Map();
/** Saved values stand over what lists show until these show as much; more than this many records need not be remembered. */
const mostSaved = 500;

/**
 * What has been typed into the cells of a noun's records and is not, or only just, at the server. It stands apart from the
 * records themselves, so that whatever comes from the server meanwhile can take nothing of it away.
 */
export class CellEdits {
  readonly #records = new Map<string, RecordEdits>();
  readonly #watchers = new Set<() => void>();
  #open: readonly CellEdit[] = [];

  /** The edits of a record by field; the same object until one of them changes. */
  ofRecord(id: string): RecordEdits {
    return this.#records.get(id) ?? none;
  }

  find(id: string, field: string): CellEdit | undefined {
    return this.#records.get(id)?.get(field);
  }

  /** Everything that is not saved; the same list until that changes. */
  get open(): readonly CellEdit[] {
    return this.#open;
  }

  put(edits: readonly CellEdit[]): void {
    for (const edit of edits) this.#set(edit.id, edit.field, edit);
    this.#tell();
  }

  /** Forgets edits, unless others have taken their place. */
  drop(edits: readonly CellEdit[]): void {
    for (const edit of edits) if (this.find(edit.id, edit.field) === edit) this.#set(edit.id, edit.field, null);
    this.#tell();
  }

  watch(told: () => void): () => void {
    this.#watchers.add(told);
    return () => this.#watchers.delete(told);
  }

  #set(id: string, field: string, edit: CellEdit | null): void {
    const edits = new Map(this.#records.get(id));
    if (edit) edits.set(field, edit);
    else edits.delete(field);
    this.#records.delete(id);
    if (edits.size > 0) this.#records.set(id, edits);
  }

  #tell(): void {
    this.#forgetSaved();
    this.#open = [...this.#records.values()].flatMap((edits) => [...edits.values()].filter(isOpen));
    for (const told of this.#watchers) told();
  }

  #forgetSaved(): void {
    for (const [id, edits] of this.#records) {
      if (this.#records.size <= mostSaved) return;
      if (![...edits.values()].some(isOpen)) this.#records.delete(id);
    }
  }
}

const isOpen = ({ state }: CellEdit): boolean => state !== 'saved';

/** Whether the person has to decide something about it. */
export const isTroubled = ({ state }: CellEdit): boolean => state === 'refused' || state === 'conflict';

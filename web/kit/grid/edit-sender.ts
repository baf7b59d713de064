import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type CellEdit, type CellEdits, isTroubled } from './cell-edits.ts';

/** A value for a cell. `base` is what the cell shows while it is given. */
export interface CellWrite extends Pick<CellEdit, 'id' | 'field' | 'value' | 'onSaved' | 'onKept'> {
  readonly base: unknown;
}

/** The change of one record: only the fields given, upon the version given. */
export interface RecordWrite {
  readonly id: string;
  readonly version: number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}
/** A write with what the cells held before it. */
export interface KeptWrite extends RecordWrite {
  readonly before: Readonly<Record<string, unknown>>;
}
export type WriteAnswer = { readonly record: AnyRecord } | { readonly error: unknown };

/** What an error means for the cells that were sent. */
export type Failure =
  /** `isAway`: nobody answered at all, as without a network. */
  | { readonly kind: 'unreachable'; readonly again: boolean; readonly isAway?: boolean }
  | { readonly kind: 'stale'; readonly current: AnyRecord }
  | { readonly kind: 'refused'; readonly byField: Readonly<Record<string, string>>; readonly text: string };

/** The way to the server and to what is known of its records. */
export interface EditPort {
  /** The record as it was last seen. */
  find(id: string): AnyRecord | undefined;
  /** Writes records, each by itself; throws what concerns them all. */
  write(writes: readonly RecordWrite[]): Promise<readonly WriteAnswer[]>;
  /** Takes over the server's state of records; `values` are what was sent, which knows labels. */
  store(record: AnyRecord, values: Readonly<Record<string, unknown>>): void;
  /** Has the device send it when somebody answers again, after whatever waits there; rejects where it keeps nothing. */
  keep(writes: readonly KeptWrite[]): Promise<void>;
  /** Called after records were written. */
  written(records: readonly AnyRecord[]): void;
  isSame(field: string, one: unknown, other: unknown): boolean;
  read(error: unknown): Failure;
  later(work: () => void, milliseconds: number): void;
}

/** Records of one request, as many as a batch takes. */
const mostRecords = 200;
/** Requests under way at a time. */
const mostRequests = 3;
const firstPause = 2_000;
const longestPause = 30_000;

/**
 * Sends what was typed into cells: one request a record at a time, each upon the state the person saw. What somebody else has
 * changed meanwhile is never written over; what is refused leaves the rest of its record to be saved; what does not reach the
 * server is sent again.
 */
export class EditSender {
  readonly #edits: CellEdits;
  readonly #port: EditPort;
  readonly #queued = new Set<string>();
  readonly #flying = new Set<string>();
  /** What has been on its way once: the server may hold it, whatever became of the answer. */
  readonly #sent = new WeakSet<CellEdit>();
  readonly #written = new Map<string, AnyRecord>();
  #requests = 0;
  #isHeld = false;
  #pause = firstPause;
  /** Called when nothing is left to be sent. */
  onIdle: () => void = () => undefined;

  constructor(edits: CellEdits, port: EditPort) {
    this.#edits = edits;
    this.#port = port;
  }

  /** Shows the values at once and sends them. */
  submit(writes: readonly CellWrite[]): void {
    const edits = writes.map(({ base, ...write }): CellEdit => {
      const before = this.#edits.find(write.id, write.field);
      return { ...write, bases: before ? this.#basesUpon(before, base) : [base], state: 'saving' };
    });
    this.#edits.put([...edits, ...edits.flatMap((edit) => this.#completedBy(edit))]);
    for (const { id } of edits) this.#queued.add(id);
    this.resume();
  }

  /** Sends once more what was refused, or what somebody else's value stands against: over that value. */
  retry(edits: readonly CellEdit[]): void {
    this.submit(edits.map(({ bases, ...edit }) => ({ ...pick(edit), base: bases[0] })));
  }

  /** Goes on after the connection was lost. */
  resume(): void {
    this.#isHeld = false;
    this.#pump();
  }

  /** A value over one that never reached the server is a change of what is there. */
  #basesUpon(before: CellEdit, shown: unknown): readonly unknown[] {
    if (before.state === 'conflict') return [before.theirs];
    if (before.state === 'saved') return [shown];
    return this.#sent.has(before) ? [before.value, ...before.bases] : before.bases;
  }

  /** What was refused for want of this very field goes along with it. */
  #completedBy({ id, field }: CellEdit): readonly CellEdit[] {
    return [...this.#edits.ofRecord(id).values()]
      .filter(({ state, lacking }) => state === 'refused' && lacking?.includes(field))
      .map(({ reason: _, lacking: __, ...edit }) => ({ ...edit, state: 'saving' }));
  }

  #pump(): void {
    while (!this.#isHeld && this.#requests < mostRequests) {
      const ids = [...this.#queued].filter((id) => !this.#flying.has(id)).slice(0, mostRecords);
      if (ids.length === 0) break;
      const parcels = ids.flatMap((id) => this.#pack(id) ?? []);
      if (parcels.length > 0) void this.#send(parcels);
    }
    if (this.#queued.size === 0 && this.#requests === 0) this.onIdle();
  }

  /** What is to be written of a record; null for nothing, once what stands against it is told. */
  #pack(id: string): Parcel | null {
    const record = this.#find(id);
    const pending = [...this.#edits.ofRecord(id).values()].filter(isPending);
    const against = record ? pending.filter((edit) => this.#isAgainst(record, edit)) : [];
    if (record) this.#conflict(against, record);
    const edits = pending.filter((edit) => !against.includes(edit));
    this.#queued.delete(id);
    if (edits.length === 0) return null;
    this.#flying.add(id);
    for (const edit of edits) this.#sent.add(edit);
    return { id, version: record?.version, edits, values: Object.fromEntries(edits.map((e) => [e.field, e.value])) };
  }

  async #send(parcels: readonly Parcel[]): Promise<void> {
    this.#requests++;
    try {
      const answers = await this.#port.write(parcels.map(({ id, version, values }) => ({ id, version, values })));
      this.#pause = firstPause;
      for (const [index, parcel] of parcels.entries()) await this.#settle(parcel, answers[index]);
      this.#port.written(answers.flatMap((answer) => ('record' in answer ? [answer.record] : [])));
    } catch (error) {
      const failure = this.#port.read(error);
      if (failure.kind === 'unreachable') await this.#keep(parcels, failure);
      else for (const parcel of parcels) await this.#settle(parcel, { error });
    } finally {
      this.#requests--;
      for (const { id } of parcels) this.#flying.delete(id);
      this.#pump();
    }
  }

  async #settle(parcel: Parcel, answer: WriteAnswer | undefined): Promise<void> {
    const failure = answer && 'record' in answer ? null : this.#port.read(answer?.error);
    if (answer && 'record' in answer) this.#saved(parcel, answer.record);
    else if (failure?.kind === 'unreachable') await this.#keep([parcel], failure);
    else if (failure?.kind === 'stale') this.#rebase(parcel, failure.current);
    else if (failure?.kind === 'refused') this.#refuse(parcel, failure);
  }

  #saved({ id, edits, values }: Parcel, record: AnyRecord): void {
    this.#remember(record, values);
    for (const edit of edits) edit.onSaved?.(record[edit.field]);
    const { version } = record;
    const current = edits.filter((edit) => this.#edits.find(id, edit.field) === edit);
    this.#edits.put(
      current.map(({ field, value, bases }) => {
        const saved = labelled(value, record[field]);
        return { id, field, bases, version, state: 'saved', value: saved };
      }),
    );
    if (current.length < edits.length) this.#queued.add(id);
  }

  /** Somebody changed the record meanwhile: other fields than these go on, these wait for the person. */
  #rebase({ id, edits, values }: Parcel, current: AnyRecord): void {
    this.#remember(current, {});
    const known = this.#edits.ofRecord(id);
    const here = edits.filter((edit) => known.get(edit.field) === edit);
    this.#conflict(
      here.filter((edit) => this.#isAgainst(current, edit)),
      current,
    );
    if (Object.keys(values).length > 0) this.#queued.add(id);
  }

  #refuse({ id, edits }: Parcel, { byField, text }: Failure & { readonly kind: 'refused' }): void {
    const here = edits.filter((edit) => this.#edits.find(id, edit.field) === edit);
    const named = here.filter(({ field }) => field in byField);
    const refused = named.length > 0 ? named : here;
    const lacking = Object.keys(byField).filter((name) => !edits.some(({ field }) => field === name));
    this.#leave(refused, (edit) => ({ ...edit, state: 'refused', reason: byField[edit.field] ?? text, lacking }));
    if (refused.length < edits.length) this.#queued.add(id);
  }

  /** Without a network the device takes it over; where it can not, the page holds it. */
  async #keep(
    parcels: readonly Parcel[],
    { again, isAway }: Failure & { readonly kind: 'unreachable' },
  ): Promise<void> {
    const isKept = isAway === true && (await this.#port.keep(parcels.map(withBefore)).then(isDone, isNotDone));
    if (isKept) for (const parcel of parcels) this.#handedOver(parcel);
    else this.#hold(parcels, again);
  }

  /** From here on it is a change of the record that waits, and the record shows it. */
  #handedOver({ id, edits, values }: Parcel): void {
    const record = this.#find(id);
    if (record) this.#remember({ ...record, ...values }, values);
    for (const edit of edits) edit.onSaved?.(edit.value);
    const current = edits.filter((edit) => this.#edits.find(id, edit.field) === edit);
    this.#edits.drop(current);
    if (current.length < edits.length) this.#queued.add(id);
  }

  #hold(parcels: readonly Parcel[], again: boolean): void {
    const here = parcels.flatMap(({ edits }) => edits).filter((edit) => this.#edits.find(edit.id, edit.field) === edit);
    const waiting = here.map((edit): CellEdit => ({ ...edit, state: 'waiting' }));
    for (const edit of waiting) this.#sent.add(edit);
    this.#edits.put(waiting);
    for (const { id } of parcels) this.#queued.add(id);
    if (again && !this.#isHeld) {
      this.#port.later(() => this.resume(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, longestPause);
    }
    this.#isHeld = true;
  }

  #conflict(edits: readonly CellEdit[], current: AnyRecord): void {
    if (edits.length > 0) this.#leave(edits, (edit) => ({ ...edit, state: 'conflict', theirs: current[edit.field] }));
  }

  /** Marks the cells; what only takes something back leaves no mark. */
  #leave(edits: readonly CellEdit[], mark: (edit: CellEdit) => CellEdit): void {
    const takingBack = edits.filter(({ onKept }) => onKept);
    this.#edits.drop(takingBack);
    for (const { onKept } of takingBack) onKept?.();
    this.#edits.put(edits.filter(({ onKept }) => !onKept).map(mark));
  }

  #isAgainst(record: AnyRecord, { field, bases, value }: CellEdit): boolean {
    return ![value, ...bases].some((one) => this.#port.isSame(field, record[field], one));
  }

  #remember(record: AnyRecord, values: Readonly<Record<string, unknown>>): void {
    this.#written.set(record.id, record);
    this.#port.store(record, values);
  }

  #find(id: string): AnyRecord | undefined {
    const [shown, written] = [this.#port.find(id), this.#written.get(id)];
    return shown && written ? (shown.version >= written.version ? shown : written) : (shown ?? written);
  }
}

interface Parcel extends RecordWrite {
  readonly edits: readonly CellEdit[];
}

const isDone = () => true;
const isNotDone = () => false;

/** What the server is taken to hold: the cell's own base, not what is on its way there. */
const withBefore = ({ id, version, edits, values }: Parcel): KeptWrite => ({
  ...{
    id,
    version,
    values,
    before: Object.fromEntries(edits.map(({ field, bases }) => [field, bases.at(-1) ?? null])),
  },
});

const isPending = (edit: CellEdit): boolean => edit.state !== 'saved' && !isTroubled(edit);

function pick({ id, field, value, onSaved }: Omit<CellEdit, 'bases'>): Omit<CellWrite, 'base'> {
  return { id, field, value, ...(onSaved ? { onSaved } : {}) };
}

/** The server's value with the label it does not tell. */
function labelled(sent: unknown, answered: unknown): unknown {
  const isPointer = (value: unknown): value is { id: string } =>
    typeof value === 'object' && value !== null && 'id' in value;
  return isPointer(sent) && isPointer(answered) && sent.id === answered.id ? { ...sent, ...answered } : answered;
}

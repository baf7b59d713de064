import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Reference } from '../../../shared/nouns/value.ts';
import type { ChangeAnswer } from '../data/answers.ts';

export type Draft = Readonly<Record<string, unknown>>;

/** Records and their histories in memory. */
export interface FakeStore {
  readonly nouns: readonly Noun[];
  readonly records: Map<string, AnyRecord[]>;
  readonly changes: Map<string, ChangeAnswer[]>;
  readonly memberId: string;
  /** Counts up; makes ids and moments. */
  clock: number;
}

export function createStore(nouns: readonly Noun[], drafts: Readonly<Record<string, readonly Draft[]>>): FakeStore {
  const memberId = String(drafts.member?.[0]?.id);
  const store: FakeStore = { nouns, records: new Map(), changes: new Map(), memberId, clock: 0 };
  for (const noun of nouns) {
    store.records.set(noun.name, []);
    for (const draft of drafts[noun.name] ?? []) insert(store, noun, draft);
  }
  return store;
}

export function insert(store: FakeStore, noun: Noun, draft: Draft): AnyRecord {
  store.clock += 1;
  const at = new Date(Date.UTC(2026, 0, 1) + store.clock * 3_600_000).toISOString();
  const empty = Object.entries(allFields(noun)).map(([name, field]) => [
    name,
    ['choices', 'emails', 'phones', 'urls', 'files', 'links'].includes(field.kind) ? [] : null,
  ]);
  const id =
    typeof draft.id === 'string' ? draft.id : `0190ffff-0000-7000-8000-${String(store.clock).padStart(12, '0')}`;
  const base = { ...Object.fromEntries(empty), id, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
  const record = { ...base, createdBy: { id: store.memberId }, ...asStored(store, noun, draft), id } as AnyRecord;
  recordsOf(store, noun).push(record);
  note(store, noun, id, 'created', Object.fromEntries(Object.entries(draft).map(([name, to]) => [name, { to }])));
  return record;
}

export function change(store: FakeStore, noun: Noun, record: AnyRecord, patch: Draft, kind = 'updated'): AnyRecord {
  const values = asStored(store, noun, patch);
  const next = { ...record, ...values, version: record.version + 1, updatedAt: new Date().toISOString() } as AnyRecord;
  const list = recordsOf(store, noun);
  list[list.indexOf(record)] = next;
  const fields = Object.fromEntries(Object.keys(values).map((name) => [name, { from: record[name], to: next[name] }]));
  note(store, noun, record.id, kind, fields);
  return next;
}

export function recordsOf(store: FakeStore, noun: Noun): AnyRecord[] {
  return store.records.get(noun.name) ?? [];
}

export const changesOf = (store: FakeStore, id: string): readonly ChangeAnswer[] => store.changes.get(id) ?? [];

function note(store: FakeStore, noun: Noun, id: string, kind: string, fields: ChangeAnswer['fields']): void {
  store.clock += 1;
  const entry = {
    id: `change-${store.clock}`,
    recordId: id,
    at: new Date().toISOString(),
    memberId: store.memberId,
    through: 'web',
  };
  const shown = kind === 'updated' || kind === 'created' ? fields : {};
  store.changes.set(id, [{ ...entry, kind, fields: shown }, ...changesOf(store, id)]);
  if (!store.nouns.includes(noun)) throw new Error(`No noun ${noun.name}`);
}

/** References come as ids or objects and stand as objects without labels; what is named as new is made. */
function asStored(store: FakeStore, noun: Noun, draft: Draft): Draft {
  const fields = allFields(noun);
  return Object.fromEntries(
    Object.entries(draft).map(([name, value]) => {
      const field = fields[name];
      const anew = field?.kind === 'relation' ? (value as { new?: string } | null)?.new : undefined;
      const target = store.nouns.find((one) => field?.kind === 'relation' && one.name === field.to);
      if (anew && target) return [name, { id: insert(store, target, { [target.title]: anew }).id }];
      if (field?.kind === 'member' || field?.kind === 'relation') return [name, toReference(value)];
      return [name, value];
    }),
  );
}

function toReference(value: unknown): Reference | null {
  if (typeof value === 'string') return { id: value };
  return value === null ? null : { id: (value as Reference).id };
}

import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { isOffline } from '../../i18n/problem-text.ts';
import { waitingChanges } from '../../offline/device.ts';
import type { ChangeMade } from '../../offline/waiting-change.ts';
import { newKey } from '../../offline/waiting-changes.ts';
import { createRecord, runBatch, updateRecord } from './api.ts';
import { toInputValues } from './record-values.ts';
import { inTurn } from './turns.ts';

type Values = Readonly<Record<string, unknown>>;

/** Whether a new record waits on the device: the server has not named it yet. */
export const isWaiting = ({ version }: Pick<AnyRecord, 'version'>): boolean => version === 0;

/** Creates a record, or keeps it on the device until somebody answers. Throws ApiError of whoever does. */
export async function createOrKeep(noun: NounMetadata, values: Values): Promise<AnyRecord> {
  const [key, input] = [newKey(), toInputValues(noun, values)];
  try {
    return await createRecord(noun, input, key);
  } catch (error) {
    const id = newKey();
    const change = { kind: 'create', id, values: input, shown: values, before: {}, version: 0, key } as const;
    await keep(noun, { ...change, title: titleIn(noun, values) }, error);
    const now = new Date().toISOString();
    const empty = Object.fromEntries(noun.fields.map(({ name }) => [name, null]));
    return { ...empty, ...values, id, version: 0, createdAt: now, updatedAt: now } as AnyRecord;
  }
}

/**
 * Changes a record, or keeps the change on the device until somebody answers; then it answers the record as it will be.
 * `before` is the record before the change. Throws ApiError of whoever answers.
 */
export async function updateOrKeep(
  noun: NounMetadata,
  { id, version, values }: { readonly id: string; readonly version?: number | undefined; readonly values: Values },
  before: AnyRecord | undefined,
): Promise<AnyRecord> {
  const [key, input] = [newKey(), toInputValues(noun, values)];
  try {
    // What is not there yet can not be changed there, and what was done before goes before.
    if (waitingChanges.holds(id) || (before && isWaiting(before))) throw new TypeError('Failed to fetch');
    return await inTurn(`${noun.name} ${id}`, version, (upon) => updateRecord(noun, id, input, upon, key));
  } catch (error) {
    if (!before) throw error;
    const held = Object.fromEntries(Object.keys(values).map((name) => [name, before[name]]));
    const change = { kind: 'update', id, values: input, shown: values, before: held, key } as const;
    await keep(noun, { ...change, version: version ?? null, title: titleIn(noun, before) }, error);
    return { ...before, ...values };
  }
}

/** The change of a record's cells. */
export interface CellsWrite {
  readonly id: string;
  readonly version: number | undefined;
  readonly values: Values;
  /** What the cells showed before. */
  readonly before: Values;
}

/** Keeps what was typed into cells on the device until somebody answers. Rejects where nothing can be kept. */
export function keepCells(
  noun: NounMetadata,
  writes: readonly CellsWrite[],
  find: (id: string) => AnyRecord | undefined,
): Promise<void> {
  const changes = writes.map(({ id, version = null, values, before }): ChangeMade => {
    const change = { kind: 'update', id, version, shown: values, before, key: newKey() } as const;
    return { ...change, ...nameOf(noun, find(id)), values: toInputValues(noun, values) };
  });
  return waitingChanges.add(...changes);
}

/**
 * Moves records to the bin, or keeps that on the device until somebody answers; answers whether it waits there. `find` gives a
 * record as it is shown. Throws ApiError of whoever answers.
 */
export async function removeOrKeep(
  noun: NounMetadata,
  ids: readonly string[],
  find: (id: string) => AnyRecord | undefined,
): Promise<boolean> {
  try {
    if (ids.some((id) => waitingChanges.holds(id))) throw new TypeError('Failed to fetch');
    await runBatch(
      noun,
      ids.map((id) => ({ delete: { id } })),
    );
    return false;
  } catch (error) {
    const deletedAt = new Date().toISOString();
    const changes = ids.map((id): ChangeMade => {
      const record = find(id);
      const before = Object.fromEntries(noun.fields.map(({ name }) => [name, record?.[name] ?? null]));
      const change = { kind: 'delete', id, values: {}, shown: { deletedAt }, before, key: newKey() } as const;
      return { ...change, ...nameOf(noun, record), version: record?.version ?? null };
    });
    await keepAll(changes, error);
    return true;
  }
}

const nameOf = (noun: NounMetadata, record: AnyRecord | undefined) => ({
  ...{ noun: noun.name, plural: noun.plural, title: record ? titleIn(noun, record) : '' },
});

function keep(noun: NounMetadata, change: Omit<ChangeMade, 'noun' | 'plural'>, error: unknown): Promise<void> {
  return keepAll([{ ...change, noun: noun.name, plural: noun.plural }], error);
}

/** Throws the error itself where it is not the network's, and where nothing can be kept. */
async function keepAll(changes: readonly ChangeMade[], error: unknown): Promise<void> {
  if (!isOffline(error)) throw error;
  await waitingChanges.add(...changes).catch(() => {
    throw error;
  });
}

/** What a person knows the record by, in a language-free order; empty without one. */
function titleIn(noun: NounMetadata, values: Values): string {
  const value = values[noun.title];
  if (typeof value !== 'object' || value === null) return value === undefined || value === null ? '' : String(value);
  if ('label' in value) return String(value.label);
  const { given, family } = value as { readonly given?: string | null; readonly family?: string | null };
  return [given, family].filter(Boolean).join(' ');
}

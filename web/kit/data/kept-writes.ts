import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { isOffline } from '../../i18n/problem-text.ts';
import { waitingChanges } from '../../offline/device.ts';
import type { ChangeMade } from '../../offline/waiting-change.ts';
import { newKey } from '../../offline/waiting-changes.ts';
import { createRecord, updateRecord } from './api.ts';
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
    // What is not there yet can not be changed there.
    if (before && isWaiting(before)) throw new TypeError('Failed to fetch');
    return await inTurn(`${noun.name} ${id}`, version, (upon) => updateRecord(noun, id, input, upon, key));
  } catch (error) {
    if (!before) throw error;
    const held = Object.fromEntries(Object.keys(values).map((name) => [name, before[name]]));
    const change = { kind: 'update', id, values: input, shown: values, before: held, key } as const;
    await keep(noun, { ...change, version: version ?? null, title: titleIn(noun, before) }, error);
    return { ...before, ...values };
  }
}

/** Throws the error itself where it is not the network's, and where nothing can be kept. */
async function keep(noun: NounMetadata, change: Omit<ChangeMade, 'noun' | 'plural'>, error: unknown): Promise<void> {
  if (!isOffline(error)) throw error;
  await waitingChanges.add({ ...change, noun: noun.name, plural: noun.plural }).catch(() => {
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

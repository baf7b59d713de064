import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { createOrKeep, isWaiting, updateOrKeep } from './kept-writes.ts';
import { recordKeys } from './query-keys.ts';
import { changeCachedRecord, findCachedRecord, refreshTimelines, storeRecord } from './record-cache.ts';

type Values = Readonly<Record<string, unknown>>;

export interface RecordUpdate {
  readonly id: string;
  /** The version the change is based on; a newer one on the server answers 412. */
  readonly version?: number | undefined;
  /** Only what changes, as the record shows it (references with their labels). */
  readonly values: Values;
}

/**
 * Creates a record, or keeps it on the device where nobody answers (`isWaiting`); lists and related panels of the noun are asked
 * again.
 */
export function useCreateRecord(noun: NounMetadata) {
  const client = useQueryClient();
  return useMutation<AnyRecord, Error, Values>({
    mutationFn: (values) => createOrKeep(noun, values),
    onSuccess: (record) => {
      client.setQueryData(recordKeys.record(noun.name, record.id), record);
      if (isWaiting(record)) return undefined;
      void client.invalidateQueries({ queryKey: recordKeys.record(noun.name, record.id) });
      // The first of its kind: from now on it has a place in the navigation.
      if (noun.isOptional && !noun.isUsed) void client.invalidateQueries({ queryKey: recordKeys.metadata });
      return refreshLists(client, noun.name);
    },
  });
}

/**
 * Changes a record. The change shows at once wherever the record is on the screen; when the server refuses, exactly the
 * changed fields go back to what they were, and the caller says why. Where nobody answers the change waits on the device.
 */
export function useUpdateRecord(noun: NounMetadata) {
  const client = useQueryClient();
  /** The records as they were before each change. */
  const befores = useRef(new WeakMap<RecordUpdate, AnyRecord>()).current;
  return useMutation<AnyRecord, Error, RecordUpdate, { before: AnyRecord | undefined }>({
    mutationFn: (update) => updateOrKeep(noun, update, befores.get(update)),
    onMutate: async (update) => {
      const { id, values } = update;
      await client.cancelQueries({ queryKey: recordKeys.record(noun.name, id) });
      const before = findCachedRecord(client, noun.name, id);
      if (before) befores.set(update, before);
      changeCachedRecord(client, noun.name, id, (record) => ({ ...record, ...values }));
      return { before };
    },
    onError: (_error, { id, values }, context) => {
      if (context?.before) takeBack(client, noun.name, id, values, context.before);
    },
    onSuccess: (record) => {
      storeRecord(client, noun.name, record);
      void client.invalidateQueries({ queryKey: recordKeys.changes(noun.name, record.id) });
      void refreshTimelines(client);
      void client.invalidateQueries({ queryKey: recordKeys.lists(noun.name), refetchType: 'inactive' });
      void client.invalidateQueries({ queryKey: recordKeys.counts(noun.name) });
    },
  });
}

/** Only the fields this change touched, and only where they still hold its values: a later change is not undone. */
function takeBack(client: QueryClient, noun: string, id: string, values: Values, before: AnyRecord): void {
  changeCachedRecord(client, noun, id, (record) => {
    const names = Object.keys(values).filter((name) => record[name] === values[name]);
    return { ...record, ...Object.fromEntries(names.map((name) => [name, before[name]])) };
  });
}

/** Asks the lists, panels and counts of a noun again. */
export function refreshLists(client: QueryClient, noun: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: recordKeys.lists(noun) }),
    client.invalidateQueries({ queryKey: recordKeys.counts(noun) }),
    client.invalidateQueries({ queryKey: [...recordKeys.noun(noun), 'options'] }),
    refreshTimelines(client),
  ]);
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { runBatch } from './api.ts';
import { recordKeys } from './query-keys.ts';
import { dropFromLists } from './record-cache.ts';
import { refreshLists } from './record-mutations.ts';

/** The most operations one batch call takes. */
const batchSize = 200;

/**
 * Moves records to the bin or takes them back (`delete` | `restore`), any number of them, in batches. They leave the
 * lists at once; on failure the lists show again what the server holds.
 */
export function useRemoval(noun: NounMetadata, kind: 'delete' | 'restore') {
  const client = useQueryClient();
  return useMutation<void, Error, readonly string[]>({
    mutationFn: async (ids) => {
      for (let start = 0; start < ids.length; start += batchSize) {
        const operations = ids.slice(start, start + batchSize).map((id) => operation(kind, id));
        await runBatch(noun, operations);
      }
    },
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: recordKeys.lists(noun.name) });
      dropFromLists(client, noun.name, new Set(ids));
    },
    onSettled: (_answer, _error, ids) => {
      for (const id of ids) {
        void client.invalidateQueries({ queryKey: recordKeys.record(noun.name, id) });
        void client.invalidateQueries({ queryKey: recordKeys.changes(noun.name, id) });
      }
      return refreshLists(client, noun.name);
    },
  });
}

const operation = (kind: 'delete' | 'restore', id: string) =>
  kind === 'delete' ? { delete: { id } } : { restore: { id } };

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { waitingChanges } from '../../offline/device.ts';
import { runBatch } from './api.ts';
import { removeOrKeep } from './kept-writes.ts';
import { recordKeys } from './query-keys.ts';
import { dropFromLists, findCachedRecord } from './record-cache.ts';
import { refreshLists } from './record-mutations.ts';

/** The most operations one batch call takes. */
const batchSize = 200;

/**
 * Moves records to the bin or takes them back (`delete` | `restore`), any number of them, in batches; answers whether some of it
 * waits on the device for the network. They leave the lists at once; on failure the lists show again what the server holds.
 */
export function useRemoval(noun: NounMetadata, kind: 'delete' | 'restore') {
  const client = useQueryClient();
  return useMutation<boolean, Error, readonly string[]>({
    mutationFn: async (ids) => {
      const find = (id: string) => findCachedRecord(client, noun.name, id);
      let waits = false;
      for (const batch of batchesOf(kind === 'delete' ? ids : await withoutWaiting(ids))) {
        if (kind === 'restore')
          await runBatch(
            noun,
            batch.map((id) => ({ restore: { id } })),
          );
        else waits = (await removeOrKeep(noun, batch, find)) || waits;
      }
      return waits;
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

/** What only waited to be deleted is not in the bin: it is enough that it waits no more. */
async function withoutWaiting(ids: readonly string[]): Promise<readonly string[]> {
  const kept = await waitingChanges.takeBackDeletion(ids);
  return ids.filter((id) => !kept.includes(id));
}

function batchesOf(ids: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(ids.length / batchSize);
  return Array.from({ length: count }, (_, index) => ids.slice(index * batchSize, (index + 1) * batchSize));
}

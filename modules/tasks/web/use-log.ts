import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { isOffline } from '../../../web/i18n/problem-text.ts';
import { runBatch } from '../../../web/kit/data/api.ts';
import { createOrKeep, updateOrKeep } from '../../../web/kit/data/kept-writes.ts';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { toInputValues } from '../../../web/kit/data/record-values.ts';
import { type LogWish, writesOf } from './log-writes.ts';

/** Logs what happened, ticks off the steps it was and plans the next one: all of it or nothing. Where nobody answers, each waits on the device. */
export function useLog(noun: NounMetadata) {
  const client = useQueryClient();
  return useMutation<void, Error, LogWish>({
    mutationFn: async (wish) => {
      const { created, changed } = writesOf(wish);
      const [only, ...more] = created;
      if (only && more.length === 0 && changed.length === 0) return void (await createOrKeep(noun, only));
      try {
        await runBatch(noun, [
          ...changed.map(({ step, values }) => ({
            update: { ...toInputValues(noun, values), id: step.id, version: step.version },
          })),
          ...created.map((values) => ({ create: toInputValues(noun, values) })),
        ]);
      } catch (error) {
        if (!isOffline(error)) throw error;
        for (const { step, values } of changed)
          await updateOrKeep(noun, { id: step.id, version: step.version, values }, step);
        for (const values of created) await createOrKeep(noun, values);
      }
    },
    onSuccess: (_done, { closed }) => {
      for (const { id } of closed) void client.invalidateQueries({ queryKey: recordKeys.record(noun.name, id) });
      return refreshLists(client, noun.name);
    },
  });
}

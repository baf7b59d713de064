import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { noteOwnWrite } from '../../../web/kit/data/own-writes.ts';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { storeRecord } from '../../../web/kit/data/record-cache.ts';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { toInputValues } from '../../../web/kit/data/record-values.ts';
import { request } from '../../../web/shell/request.ts';

type Values = Readonly<Record<string, unknown>>;

export interface CompletionWish {
  /** What came of the task, by field. */
  readonly came: Values;
  /** The next one, about the same records; null when nothing follows. */
  readonly next: Values | null;
}

/** Says that a task is done, what came of it and what comes next. */
export function useCompletion(noun: NounMetadata, task: AnyRecord, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<{ task: AnyRecord; next: AnyRecord | null }, Error, CompletionWish>({
    mutationFn: ({ came, next }) =>
      request('POST', `/api/v1/tasks/${encodeURIComponent(task.id)}/completion`, {
        ...toInputValues(noun, came),
        version: task.version,
        next: next && toInputValues(noun, next),
      }),
    onSuccess: ({ task: done, next }) => {
      onDone();
      noteOwnWrite(noun.name, done);
      if (next) noteOwnWrite(noun.name, next);
      storeRecord(client, noun.name, done);
      void client.invalidateQueries({ queryKey: recordKeys.changes(noun.name, done.id) });
      return refreshLists(client, noun.name);
    },
  });
}

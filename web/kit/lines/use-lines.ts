import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { runBatch } from '../data/api.ts';
import { recordKeys } from '../data/query-keys.ts';
import { refreshLists, useCreateRecord, useUpdateRecord } from '../data/record-mutations.ts';

/** Changes the lines of a record; what they come to follows on the server, so the record is asked for again after each. */
export function useLines(noun: NounMetadata, parent: string, record: AnyRecord) {
  const { t } = useTranslation('kit');
  const client = useQueryClient();
  // There is no input to mark: what is wrong with a product is told as a whole.
  const onError = (error: Error) => notifyProblem(error, t, noun.name);
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: recordKeys.record(parent, record.id) });
    void client.invalidateQueries({ queryKey: recordKeys.changes(parent, record.id) });
    void refreshLists(client, parent);
    void refreshLists(client, noun.name);
  };
  const create = useCreateRecord(noun);
  const update = useUpdateRecord(noun);
  const remove = useMutation<void, Error, string>({ mutationFn: (id) => runBatch(noun, [{ delete: { id } }]) });
  return {
    add: (product: Reference) => create.mutate({ [parent]: { id: record.id }, product }, { onSuccess, onError }),
    remove: (id: string) => remove.mutate(id, { onSuccess, onError }),
    /** Resolves when saved; throws ApiError. */
    change: async (line: AnyRecord, values: Readonly<Record<string, unknown>>) => {
      await update.mutateAsync({ id: line.id, version: line.version, values });
      onSuccess();
    },
    isBusy: create.isPending || remove.isPending,
  };
}

export type Lines = ReturnType<typeof useLines>;

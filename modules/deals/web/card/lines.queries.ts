import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { runBatch } from '../../../../web/kit/data/api.ts';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { refreshLists, useCreateRecord, useUpdateRecord } from '../../../../web/kit/data/record-mutations.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';

/** Changes a deal's lines; the deal's amount follows on the server, so the deal is asked for again after each. */
export function useLines(noun: NounMetadata, deal: AnyRecord) {
  const { t } = useTranslation('deals');
  const client = useQueryClient();
  // There is no input to mark: what is wrong with a product is told as a whole.
  const onError = (error: Error) => notifyProblem(error, t, noun.name);
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: recordKeys.record('deal', deal.id) });
    void client.invalidateQueries({ queryKey: recordKeys.changes('deal', deal.id) });
    void refreshLists(client, 'deal');
    void refreshLists(client, noun.name);
  };
  const create = useCreateRecord(noun);
  const update = useUpdateRecord(noun);
  const remove = useMutation<void, Error, string>({ mutationFn: (id) => runBatch(noun, [{ delete: { id } }]) });
  return {
    add: (product: Reference) => create.mutate({ deal: { id: deal.id }, product }, { onSuccess, onError }),
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

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { updateRecord } from '../../../../web/kit/data/api.ts';
import { refreshLists } from '../../../../web/kit/data/record-mutations.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import type { StageRecord } from '../stages.queries.ts';
import { reorder } from './reorder.ts';

/** Moves a stage to another place; only the stages whose position changes are written. */
export function useStageOrder(noun: NounMetadata, stages: readonly StageRecord[]) {
  const { t } = useTranslation('deals');
  const client = useQueryClient();
  const { mutate, isPending } = useMutation<void, Error, { from: number; to: number }>({
    mutationFn: async ({ from, to }) => {
      for (const { id, version, position } of reorder(stages, from, to))
        await updateRecord(noun, id, { position }, version);
    },
    onError: (error) => notifyProblem(error, t, noun.name),
    onSettled: () => refreshLists(client, noun.name),
  });
  return { move: (from: number, to: number) => mutate({ from, to }), isBusy: isPending };
}

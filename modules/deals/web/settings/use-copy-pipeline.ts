import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { refreshLists } from '../../../../web/kit/data/record-mutations.ts';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import { request } from '../../../../web/shell/request.ts';

/** Makes a pipeline like this one, and opens it to be named and changed. */
export function useCopyPipeline(pipeline: AnyRecord) {
  const { t } = useTranslation('deals');
  const noun = useNoun('pipeline');
  const client = useQueryClient();
  const navigate = useNavigate();
  const name = t('order.copyOf', { name: String(pipeline.name ?? '') }).slice(0, 200);
  const { mutate, isPending } = useMutation({
    mutationFn: () => request<{ id: string }>('POST', `/api/v1/pipelines/${pipeline.id}/copy`, { name }),
    onSuccess: async ({ id }) => {
      await Promise.all([refreshLists(client, 'pipeline'), refreshLists(client, 'stage')]);
      notifyDone(t('order.copied', { name }));
      await navigate({ to: `/pipelines/${id}` as never });
    },
    onError: (error) => notifyProblem(error, t, 'pipeline'),
  });
  return { mayCopy: noun?.may.create ?? false, isBusy: isPending, start: () => mutate() };
}

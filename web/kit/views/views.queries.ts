import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { OwnViewChoices, SavedView, ViewsAnswer } from '../../../shared/views/view.ts';
import { addressOf } from '../../client/address.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { request } from '../../shell/request.ts';

const viewsKey = (noun: string) => ['views', noun] as const;

/** The saved views of a noun (by its name or plural) and the person's own choices. */
export const viewsQuery = (noun: string) =>
  queryOptions({
    queryKey: viewsKey(noun),
    queryFn: ({ signal }) => request<ViewsAnswer>('GET', addressOf('/views', {}, { noun }), undefined, signal),
    staleTime: 5 * 60_000,
    meta: { nouns: ['savedView'] },
  });

export type ViewDraft = Partial<Omit<SavedView, 'id' | 'version' | 'owner' | 'mayChange' | 'faults'>>;

/** Writes of views. Each rejects with ApiError; the views are asked for again. `noun` as the page names it. */
export function useViewWrites(noun: string) {
  const client = useQueryClient();
  const queryKey = viewsKey(noun);
  const refresh = () => client.invalidateQueries({ queryKey: ['views'] });
  const put = (view: SavedView) =>
    client.setQueryData<ViewsAnswer>(
      queryKey,
      (answer) => answer && { ...answer, items: replaced(answer.items, view) },
    );
  const settled = { onSuccess: put, onSettled: refresh };
  return {
    create: useMutation({
      mutationFn: (draft: ViewDraft) => request<SavedView>('POST', '/api/v1/views', draft),
      ...settled,
    }),
    change: useMutation({
      mutationFn: ({ id, version, draft }: { id: string; version: number; draft: ViewDraft }) =>
        request<SavedView>('PATCH', addressOf('/views/{id}', { id }), draft, undefined, { 'if-match': `"${version}"` }),
      ...settled,
    }),
    remove: useMutation({
      mutationFn: (id: string) => request<SavedView>('DELETE', addressOf('/views/{id}', { id })),
      onSuccess: ({ id }) =>
        client.setQueryData<ViewsAnswer>(
          queryKey,
          (answer) => answer && { ...answer, items: answer.items.filter((view) => view.id !== id) },
        ),
      onSettled: refresh,
    }),
    restore: useMutation({
      mutationFn: (id: string) => request<SavedView>('POST', addressOf('/views/{id}/restore', { id })),
      ...settled,
    }),
  };
}

/** Changes the person's own choices; they show at once and go back, with the reason told, when the server refuses. */
export function useChooseViews(noun: string): (patch: Partial<OwnViewChoices>) => void {
  const client = useQueryClient();
  const { t } = useTranslation('views');
  const queryKey = viewsKey(noun);
  const { mutate } = useMutation({
    // One after another: the last word is the one that stays.
    scope: { id: `views.choose.${noun}` },
    mutationFn: (patch: Partial<OwnViewChoices>) =>
      request<OwnViewChoices>('PATCH', addressOf('/views/choices/{noun}', { noun }), patch),
    onMutate: async (patch) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<ViewsAnswer>(queryKey);
      client.setQueryData<ViewsAnswer>(
        queryKey,
        (answer) => answer && { ...answer, mine: { ...answer.mine, ...patch } },
      );
      return { before };
    },
    onError: (error, _patch, context) => {
      client.setQueryData(queryKey, context?.before);
      notifyProblem(error, t);
    },
  });
  return mutate;
}

function replaced(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return views.some(({ id }) => id === view.id)
    ? views.map((one) => (one.id === view.id ? view : one))
    : [...views, view];
}

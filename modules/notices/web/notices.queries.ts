import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../web/shell/request.ts';
import type { MyNotices, NoticeChoice, NoticeChoices } from '../contract/index.ts';

const key = ['my-notices'] as const;
const base = '/api/v1/my-notices';
const choicesKey = [...key, 'choices'] as const;

/** What the signed-in person is told of; asked again when the server says that there is more. */
export function useMyNotices() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<MyNotices>('GET', base, undefined, signal),
    meta: { nouns: ['notice'] },
  });
}

/** Marks these as read, or all of them; shown at once. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation<unknown, Error, readonly string[] | undefined>({
    mutationFn: (ids) => request('POST', `${base}/read`, ids ? { ids } : {}),
    onMutate: (ids) => client.setQueryData<MyNotices>(key, (before) => before && withRead(before, ids)),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** Clears away what is read; gone at once. */
export function useClearRead() {
  const client = useQueryClient();
  return useMutation<unknown, Error, void>({
    mutationFn: () => request('POST', `${base}/clear`, {}),
    onMutate: () =>
      client.setQueryData<MyNotices>(
        key,
        (before) => before && { ...before, items: before.items.filter(({ readAt }) => readAt === null) },
      ),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** What becomes of notices of each kind. */
export function useNoticeChoices() {
  return useQuery({
    queryKey: choicesKey,
    queryFn: ({ signal }) => request<NoticeChoices>('GET', `${base}/choices`, undefined, signal),
  });
}

/** Takes over a choice; shown at once, and taken back where the server does not take it. */
export function useChooseNotices() {
  const client = useQueryClient();
  return useMutation<unknown, Error, NoticeChoice>({
    mutationFn: (choice) => request('PATCH', `${base}/choices`, { items: [choice] }),
    onMutate: (choice) =>
      client.setQueryData<NoticeChoices>(choicesKey, (before) => before && withChoice(before, choice)),
    onSettled: () => client.invalidateQueries({ queryKey: choicesKey }),
  });
}

function withChoice(before: NoticeChoices, choice: NoticeChoice): NoticeChoices {
  return { ...before, items: before.items.map((one) => (one.kind === choice.kind ? { ...one, ...choice } : one)) };
}

function withRead(before: MyNotices, ids: readonly string[] | undefined): MyNotices {
  const now = new Date().toISOString();
  const items = before.items.map((one) =>
    one.readAt || (ids && !ids.includes(one.id)) ? one : { ...one, readAt: now },
  );
  return { ...before, items, unread: items.filter(({ readAt }) => readAt === null).length };
}

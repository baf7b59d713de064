import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../web/shell/request.ts';
import type { MyNotices } from '../contract/index.ts';

const key = ['my-notices'] as const;
const base = '/api/v1/my-notices';

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

export function useChooseMail() {
  const client = useQueryClient();
  return useMutation<unknown, Error, boolean>({
    mutationFn: (byMail) => request('PUT', `${base}/choices`, { byMail }),
    onMutate: (byMail) => client.setQueryData<MyNotices>(key, (before) => before && { ...before, byMail }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

function withRead(before: MyNotices, ids: readonly string[] | undefined): MyNotices {
  const now = new Date().toISOString();
  const items = before.items.map((one) =>
    one.readAt || (ids && !ids.includes(one.id)) ? one : { ...one, readAt: now },
  );
  return { ...before, items, unread: items.filter(({ readAt }) => readAt === null).length };
}

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '../../../shared/contract/endpoint.ts';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { request } from '../../../web/shell/request.ts';
import type {
  addMailbox,
  KeptLetterAnswer,
  LetterLine,
  LetterListName,
  MailboxAnswer,
  MailboxList,
  TriedMailbox,
  testMailbox,
} from '../contract/index.ts';

export type MailboxDraft = BodyInput<typeof addMailbox>;
type TriedDraft = BodyInput<typeof testMailbox>;

const key = ['mailboxes'] as const;
const base = '/api/v1/mailboxes';
const letters = '/api/v1/mailbox-letters';

/** The mailboxes, looked at again while one is being looked at for the first time. */
export function useMailboxes() {
  return useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => request<MailboxList>('GET', base, undefined, signal),
    refetchInterval: ({ state: { data } }) => (data?.items.some((one) => isAwaited(one)) ? 2_000 : 30_000),
  });
}

/** Somebody asked for it to be looked at, and it was not yet. */
function isAwaited({ checkedAt, nextAt }: MailboxAnswer): boolean {
  return checkedAt === null || (nextAt !== null && Date.parse(nextAt) <= Date.now());
}

/** Letters a page at a time; what comes in meanwhile is there within some seconds. */
export function useKeptLetters(of: LetterListName, search: string) {
  return useInfiniteQuery({
    queryKey: [...key, 'letters', of, search],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        of,
        ...(search ? { search } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return request<{ items: LetterLine[]; next: string | null }>('GET', `${letters}?${query}`, undefined, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}

export function useKeptLetter(id: string) {
  return useQuery({
    queryKey: [...key, 'letter', id],
    queryFn: ({ signal }) => request<KeptLetterAnswer>('GET', `${letters}/${id}`, undefined, signal),
  });
}

/** One act on mailboxes; whatever is shown of them is read again after it, and whether there are any. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: act,
    onSettled: () => Promise.all([key, recordKeys.metadata].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useSaveMailbox = (id: string | null) =>
  useAct(({ shared, ...draft }: MailboxDraft) =>
    id
      ? request<MailboxAnswer>('PUT', `${base}/${id}`, draft)
      : request<MailboxAnswer>('POST', base, { ...draft, shared }),
  );
export const useTryMailbox = () =>
  useMutation<TriedMailbox, Error, TriedDraft>({
    mutationFn: (draft) => request<TriedMailbox>('POST', `${base}/test`, draft),
  });
export const useFetchMailbox = () => useAct((id: string) => request<MailboxAnswer>('POST', `${base}/${id}/fetch`));
export const useRemoveMailbox = () => useAct((id: string) => request<unknown>('DELETE', `${base}/${id}`));

interface Taken {
  readonly noun: string;
  readonly id: string;
}
export const useLetterToLead = () => useAct((id: string) => request<Taken>('POST', `${letters}/${id}/lead`));
export const useLetterToPerson = () =>
  useAct(({ id, person }: { readonly id: string; readonly person: string }) =>
    request<Taken>('POST', `${letters}/${id}/person`, { person }),
  );
export const useIgnoreLetter = () =>
  useAct(({ id, what }: { readonly id: string; readonly what: 'letter' | 'address' | 'domain' }) =>
    request<unknown>('POST', `${letters}/${id}/ignore`, { what }),
  );
export const useTellLetter = () => useAct((id: string) => request<KeptLetterAnswer>('POST', `${letters}/${id}/tell`));

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../web/shell/request.ts';
import type { Letter, MailSettings, RecordLetters, setMailSettings, TestOutcome } from '../contract/index.ts';

export type MailServerDraft = z.input<typeof setMailSettings.body>;

const key = ['mail'] as const;
const base = '/api/v1/mail';

export function useMailSettings() {
  return useQuery({
    queryKey: [...key, 'settings'],
    queryFn: ({ signal }) => request<MailSettings>('GET', `${base}/settings`, undefined, signal),
  });
}

/** Letters, newest first; looked at again while one is on its way. */
export function useLetters(state: Letter['state'] | null) {
  return useQuery({
    queryKey: [...key, 'letters', state],
    queryFn: ({ signal }) =>
      request<{ items: Letter[] }>(
        'GET',
        `${base}/letters?limit=100${state ? `&state=${state}` : ''}`,
        undefined,
        signal,
      ),
    refetchInterval: ({ state: { data } }) => (data?.items.some((one) => one.state === 'waiting') ? 3_000 : false),
  });
}

interface About {
  readonly noun: string;
  readonly id: string;
}

/** The letters written to a record; looked at again while one is on its way. */
export function useRecordLetters({ noun, id }: About) {
  return useQuery({
    queryKey: [...key, 'about', noun, id],
    queryFn: ({ signal }) => request<RecordLetters>('GET', `/api/v1/letters?noun=${noun}&id=${id}`, undefined, signal),
    refetchInterval: ({ state: { data } }) => (data?.items.some((one) => one.state === 'waiting') ? 5_000 : false),
  });
}

/** One act on mail; whatever is shown of it is read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}

interface NewLetter extends About {
  /** Which of the record's addresses, where it answers none. */
  readonly place?: number;
  readonly answers?: string;
  readonly mailbox?: string;
  /** The deal it is about. */
  readonly deal?: string;
  readonly subject: string;
  readonly text: string;
  readonly purpose: 'personal' | 'marketing';
}

export const useWriteLetter = () =>
  useAct((letter: NewLetter) => request<{ task: string }>('POST', '/api/v1/letters', letter));
export const useSaveMailServer = () =>
  useAct((server: MailServerDraft) => request<MailSettings>('PUT', `${base}/settings`, server));
export const useClearMailServer = () => useAct((_: undefined) => request<MailSettings>('DELETE', `${base}/settings`));
export const useTestMail = () => useAct((_: undefined) => request<TestOutcome>('POST', `${base}/test`));
export const useResend = () => useAct((id: string) => request<Letter>('POST', `${base}/letters/${id}/resend`));

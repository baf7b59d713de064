import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf } from '../../../../web/client/address.ts';
import { request } from '../../../../web/shell/request.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { ListedReport, OwnReport, ReportFigures, ReportInput } from '../../contract/own-reports.api.ts';

const key = ['ownReports'] as const;
const told = { nouns: ['ownReport'] };

/** The reports the person finds; those in the bin with `deleted`. */
export function useReports(deleted = false) {
  return useQuery({
    queryKey: [...key, 'list', deleted],
    queryFn: ({ signal }) =>
      request<{ items: ListedReport[] }>(
        'GET',
        addressOf('/reports', {}, deleted ? { deleted } : {}),
        undefined,
        signal,
      ),
    meta: told,
  });
}

export function useReport(id: string) {
  return useQuery({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => request<OwnReport>('GET', addressOf('/reports/{id}', { id }), undefined, signal),
    meta: told,
  });
}

const figuresKey = (noun: string, settings: ReportSettings) => [...key, 'figures', noun, settings] as const;

/** The figures of a report; while another question is asked, those of the one before. */
export function useFigures(noun: string, settings: ReportSettings) {
  const client = useQueryClient();
  const queryKey = figuresKey(noun, settings);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      request<ReportFigures>('GET', addressOf('/reports/figures', {}, { noun, settings }), undefined, signal),
    placeholderData: keepPreviousData,
    retry: false,
    meta: { nouns: [noun] },
  });
  return { ...query, stop: () => void client.cancelQueries({ queryKey }) };
}

/** One act on reports; whatever is shown of them is read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [...key, 'list'] }),
      client.invalidateQueries({ queryKey: [...key, 'one'] }),
    ]);
  return useMutation<T, Error, V>({ mutationFn: act, onSettled: refresh });
}

export const useMakeReport = () => useAct((input: ReportInput) => request<OwnReport>('POST', '/api/v1/reports', input));

export type ReportDraft = Partial<Omit<ReportInput, 'noun'>>;

export const useChangeReport = () =>
  useAct(({ id, version, draft }: { readonly id: string; readonly version: number; readonly draft: ReportDraft }) =>
    request<OwnReport>('PATCH', addressOf('/reports/{id}', { id }), draft, undefined, { 'if-match': `"${version}"` }),
  );

export const useRemoveReport = () =>
  useAct((id: string) => request<OwnReport>('DELETE', addressOf('/reports/{id}', { id })));

export const useRestoreReport = () =>
  useAct((id: string) => request<OwnReport>('POST', addressOf('/reports/{id}/restore', { id })));

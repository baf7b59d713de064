import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { refreshLists } from '../../../../web/kit/data/record-mutations.ts';
import { request } from '../../../../web/shell/request.ts';
import type { Conversion, ConversionProposal, UndoneConversion } from '../../contract/conversion.api.ts';

const addressOf = (lead: string) => `/api/v1/leads/${encodeURIComponent(lead)}/conversion`;

/** What a lead would become, asked anew each time the dialog opens. */
export function useConversionProposal(lead: string) {
  return useQuery({
    queryKey: ['leadConversion', lead],
    queryFn: ({ signal }) => request<ConversionProposal>('GET', addressOf(lead), undefined, signal),
    gcTime: 0,
  });
}

/**
 * Converts a lead; everything that may show something of it is asked again. `onDone` comes first: the card that asked may
 * be another one afterwards.
 */
export function useConversion(lead: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<AnyRecord, Error, Conversion>({
    mutationFn: (wish) => request('POST', addressOf(lead), wish),
    onSuccess: () => {
      onDone();
      renew(client, lead);
    },
  });
}

/** Takes the conversion of a lead back. */
export function useUndoneConversion(lead: string) {
  const client = useQueryClient();
  return useMutation<UndoneConversion, Error, void>({
    mutationFn: () => request('DELETE', addressOf(lead)),
    onSuccess: () => renew(client, lead),
  });
}

function renew(client: QueryClient, lead: string): void {
  void client.invalidateQueries({ queryKey: recordKeys.record('lead', lead) });
  void client.invalidateQueries({ queryKey: recordKeys.changes('lead', lead) });
  for (const noun of ['lead', 'company', 'person', 'deal', 'task', 'note']) void refreshLists(client, noun);
}

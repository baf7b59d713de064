import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshLists } from '../../../../web/kit/data/record-mutations.ts';
import { request } from '../../../../web/shell/request.ts';
import type { Asked, Taken } from '../../contract/asked.api.ts';

/** Writes down that somebody asked; lists that may show something of it are asked again. */
export function useAsked() {
  const client = useQueryClient();
  return useMutation<Taken, Error, Asked>({
    mutationFn: (asked) => request('POST', '/api/v1/leads/asked', asked),
    onSuccess: () => {
      for (const noun of ['lead', 'task', 'person', 'company', 'campaign']) void refreshLists(client, noun);
    },
  });
}

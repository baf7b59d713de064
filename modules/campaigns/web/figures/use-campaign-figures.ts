import { useQuery } from '@tanstack/react-query';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { request } from '../../../../web/shell/request.ts';
import type { CampaignFigures } from '../../contract/campaign.api.ts';

/** What a campaign brought; asked again when the campaign changes and whenever its card is opened. */
export function useCampaignFigures(id: string) {
  return useQuery({
    queryKey: [...recordKeys.counts('campaign'), 'figures', id],
    queryFn: ({ signal }) => request<CampaignFigures>('GET', `/api/v1/campaigns/${id}/figures`, undefined, signal),
    staleTime: 0,
  });
}

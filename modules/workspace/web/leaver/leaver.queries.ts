import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../../web/shell/request.ts';
import type { handOverWork, listMemberWork } from '../../contract/hand-over.api.ts';

export type MemberWork = z.output<typeof listMemberWork.response>['items'];
export type HandedOver = z.output<typeof handOverWork.response>['jobs'];
type Wish = z.input<typeof handOverWork.body>;

const workKey = (id: string) => ['memberWork', id] as const;

/** What a successor would take over from a member. */
export function useMemberWork(memberId: string) {
  return useQuery({
    queryKey: workKey(memberId),
    queryFn: ({ signal }) =>
      request<{ items: MemberWork }>('GET', `/api/v1/members/${memberId}/work`, undefined, signal),
  });
}

export function useHandOver(memberId: string) {
  const client = useQueryClient();
  return useMutation<{ jobs: HandedOver }, Error, Wish>({
    mutationFn: (wish) => request('POST', `/api/v1/members/${memberId}/hand-over`, wish),
    onSuccess: () => client.invalidateQueries({ queryKey: workKey(memberId) }),
  });
}

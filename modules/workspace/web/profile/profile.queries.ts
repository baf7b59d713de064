import { useQuery } from '@tanstack/react-query';
import { request } from '../../../../web/shell/request.ts';
import type { MemberProfile } from '../../contract/member-profile.api.ts';

/** What a member is and may; asked where the session may know. */
export function useProfile(memberId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['memberProfile', memberId],
    queryFn: ({ signal }) => request<MemberProfile>('GET', `/api/v1/members/${memberId}/profile`, undefined, signal),
    enabled,
  });
}

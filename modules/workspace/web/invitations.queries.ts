import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { request } from '../../../web/shell/request.ts';
import type { createInvitation, Invitation, MadeInvitation } from '../contract/invitation.api.ts';

export type InvitationDraft = z.input<typeof createInvitation.body>;

const key = ['invitations'] as const;
const base = '/api/v1/invitations';

export function useInvitations() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<{ items: Invitation[] }>('GET', base, undefined, signal),
  });
}

/** One act on invitations; they and the members are read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: act,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: key });
      await refreshLists(client, 'member');
    },
  });
}

export const useInvite = () => useAct((draft: InvitationDraft) => request<MadeInvitation>('POST', base, draft));
export const useInviteAgain = () => useAct((id: string) => request<MadeInvitation>('POST', `${base}/${id}/repeat`));
export const useRevoke = () => useAct((id: string) => request<object>('DELETE', `${base}/${id}`));

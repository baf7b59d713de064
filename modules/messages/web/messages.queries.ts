import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '../../../shared/contract/endpoint.ts';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { request } from '../../../web/shell/request.ts';
import type {
  addChannel,
  Channel,
  Conversation,
  changeConversation,
  KeptChannel,
  Message,
  RecordMessages,
  sendMessage,
  TriedChannel,
} from '../contract/index.ts';

export type NewChannel = BodyInput<typeof addChannel>;
type NewMessage = BodyInput<typeof sendMessage>;
type Change = BodyInput<typeof changeConversation>;

const channelsKey = ['message-channels'] as const;
const base = '/api/v1/message-channels';
/** Asked anew when the server says that something came, went or was taken over. */
const live = { nouns: ['conversation'] } as const;
const said = ['messages'] as const;

export function useChannels() {
  return useQuery({
    queryKey: channelsKey,
    queryFn: ({ signal }) => request<{ items: Channel[] }>('GET', base, undefined, signal),
    meta: live,
  });
}

/** One act on channels; whatever is shown of them is read again after it. */
function useAct<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: channelsKey }),
  });
}

export const useKeepChannel = () =>
  useAct(({ id, input }: { id: string | null; input: NewChannel }) =>
    id ? request<KeptChannel>('PUT', `${base}/${id}`, input) : request<KeptChannel>('POST', base, input),
  );
export const useRemoveChannel = () => useAct((id: string) => request<object>('DELETE', `${base}/${id}`));
export const useTestChannel = () => useAct((id: string) => request<TriedChannel>('POST', `${base}/${id}/test`));

/** What was said with a record, and by which channels it is reached. */
export function useRecordMessages(noun: string, id: string) {
  return useQuery({
    queryKey: [...said, noun, id],
    queryFn: ({ signal }) =>
      request<RecordMessages>('GET', `/api/v1/messages?noun=${noun}&id=${id}`, undefined, signal),
    meta: live,
  });
}

/** One act on what is said; cards, timelines and the list of conversations are read again after it. */
function useSay<V, T>(act: (variables: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: act,
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: said }), refreshLists(client, 'task')]);
    },
  });
}

export const useSendMessage = () => useSay((input: NewMessage) => request<object>('POST', '/api/v1/messages', input));

const conversations = '/api/v1/message-conversations';

export const useAnswer = () =>
  useSay(({ id, text }: { id: string; text: string }) =>
    request<object>('POST', `${conversations}/${id}/messages`, { text }),
  );
export const useChangeConversation = () =>
  useSay(({ id, change }: { id: string; change: Change }) =>
    request<Conversation>('PATCH', `${conversations}/${id}`, change),
  );

interface ConversationPage {
  readonly items: readonly Conversation[];
  readonly next: string | null;
  readonly isSetUp: boolean;
}

export function useConversations(of: 'mine' | 'nobody' | 'waiting' | 'all', state: 'open' | 'closed') {
  return useInfiniteQuery({
    queryKey: [...said, 'list', of, state],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : '';
      return request<ConversationPage>('GET', `${conversations}?of=${of}&state=${state}${cursor}`, undefined, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: live,
  });
}

interface OneConversation {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly maybe: Conversation['client'];
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: [...said, 'one', id],
    queryFn: ({ signal }) => request<OneConversation>('GET', `${conversations}/${id}`, undefined, signal),
    meta: live,
  });
}

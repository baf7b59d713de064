import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { channelKinds, media } from './channel.api.ts';

/** The records messages are written to: those that can be reached. */
export const reachable = ['person', 'company', 'lead'] as const;
const about = { noun: z.enum(reachable), id: idInput };

/** What becomes of one of ours; one of theirs has come. */
const messageStates = ['waiting', 'sending', 'sent', 'delivered', 'failed', 'come'] as const;

const message = z.strictObject({
  id: z.guid(),
  conversation: z.guid(),
  direction: z.enum(['in', 'out']),
  /** Who of us wrote; null for one of theirs. */
  by: z.string().nullable(),
  text: z.string(),
  state: z.enum(messageStates),
  /** The code of an error: why it did not go out. */
  fault: z.string().nullable(),
  /** What the channel said of it. */
  answer: z.string().nullable(),
  at: z.string(),
});
export type Message = z.output<typeof message>;

const conversation = z.strictObject({
  id: z.guid(),
  channel: z.strictObject({
    id: z.guid().nullable(),
    name: z.string(),
    kind: z.enum(channelKinds),
    medium: z.enum(media),
  }),
  /** Who is at the other end, as the channel names them; dots for whoever may not know it. */
  account: z.string(),
  name: z.string(),
  client: z.strictObject({ noun: z.enum(reachable), id: z.guid(), label: z.string() }).nullable(),
  /** Who of us looks after it. */
  member: z.strictObject({ id: z.guid(), name: z.string() }).nullable(),
  /** What a visitor of a site says of themselves, which nobody has proved; without addresses for whoever may not know them. */
  says: z
    .strictObject({
      email: z.string(),
      phone: z.string(),
      /** The page they wrote from. */
      page: z.string(),
      /** The words they agreed to, and when; null where they were not asked. */
      agreed: z.strictObject({ words: z.string(), at: z.string() }).nullable(),
    })
    .nullable(),
  state: z.enum(['open', 'closed']),
  /** Something came that nobody has answered or seen to. */
  isUnread: z.boolean(),
  lastText: z.string(),
  lastDirection: z.enum(['in', 'out']),
  lastAt: z.string(),
});
export type Conversation = z.output<typeof conversation>;

export const receiveChannelEvent = defineEndpoint({
  name: 'messages.receive',
  summary: 'Tell of a message that came, or what became of one, as a channel, signed with its key',
  method: 'POST',
  path: '/message-channels/{workspace}/{channel}/events',
  params: z.strictObject({ workspace: idInput, channel: idInput }),
  body: z.record(z.string(), z.unknown()),
  response: z.strictObject({}),
  errors: ['wrongChannelKey'],
});

const recordMessages = z.strictObject({
  /** The last messages with the record, the oldest first. */
  items: z.array(message),
  /** The channels there are to write by. */
  channels: z.array(
    z.strictObject({
      id: z.guid(),
      name: z.string(),
      kind: z.enum(channelKinds),
      medium: z.enum(media),
      /** Whither: an address of the record by its place, as the writer is shown it. */
      addresses: z.array(z.strictObject({ place: z.int(), label: z.string() })),
    }),
  ),
  /** The channel and address to be proposed: where they last wrote, else what they like best. */
  preferred: z.strictObject({ channel: z.guid(), place: z.int() }).nullable(),
});
export type RecordMessages = z.output<typeof recordMessages>;

export const listRecordMessages = defineEndpoint({
  name: 'messages.list',
  summary: 'The messages written with a person, a company or a lead, and the channels to write by',
  method: 'GET',
  path: '/messages',
  query: z.strictObject(about),
  response: recordMessages,
  errors: ['notFound'],
});

export const sendMessage = defineEndpoint({
  name: 'messages.send',
  summary: 'Writes a message to an address of a record: it is sent, and told in the timeline',
  method: 'POST',
  path: '/messages',
  body: z.strictObject({
    ...about,
    channel: idInput,
    /** Which of the addresses the channel offers for the record. */
    place: z.int().min(0).max(99),
    text: plainText(4000).min(1),
    /** Advertising goes to people alone who gave their consent to it in this channel, and did not withdraw it. */
    purpose: z.enum(['personal', 'marketing']).default('personal'),
  }),
  response: z.strictObject({ message: z.guid() }),
  status: 201,
  errors: ['notFound', 'channelOff', 'dailyMessagesSent'],
});

const params = z.strictObject({ id: idInput });

export const listConversations = defineEndpoint({
  name: 'conversations.list',
  summary: 'Conversations in all channels: yours, nobody’s or all, as far as you see whom they are with',
  method: 'GET',
  path: '/message-conversations',
  query: z.strictObject({
    /** `waiting`: yours and nobody’s in which they spoke last. */
    of: z.enum(['mine', 'nobody', 'waiting', 'all']).default('all'),
    state: z.enum(['open', 'closed']).default('open'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(100).optional(),
  }),
  response: z.strictObject({
    items: z.array(conversation),
    next: z.string().nullable(),
    /** Whether there is a channel at all. */
    isSetUp: z.boolean(),
  }),
});

export const getConversation = defineEndpoint({
  name: 'conversations.get',
  summary: 'A conversation with its last messages, the oldest first',
  method: 'GET',
  path: '/message-conversations/{id}',
  params,
  response: z.strictObject({
    conversation,
    messages: z.array(message),
    /** Who has the address or number that a visitor typed, of those the reader sees: a guess, as anybody may type any. */
    maybe: z.strictObject({ noun: z.enum(reachable), id: z.guid(), label: z.string() }).nullable(),
  }),
  errors: ['notFound'],
});

export const answerConversation = defineEndpoint({
  name: 'conversations.answer',
  summary: 'Answers in a conversation, in its own channel; nobody’s becomes yours',
  method: 'POST',
  path: '/message-conversations/{id}/messages',
  params,
  body: z.strictObject({ text: plainText(4000).min(1) }),
  response: z.strictObject({ message: z.guid() }),
  status: 201,
  errors: ['notFound', 'conversationEnded', 'channelOff', 'dailyMessagesSent'],
});

export const changeConversation = defineEndpoint({
  name: 'conversations.change',
  summary:
    'Takes a conversation over, hands it on, closes it, marks it as seen, or says whom it is with: a person, or a lead made of it',
  method: 'PATCH',
  path: '/message-conversations/{id}',
  params,
  body: z.strictObject({
    member: idInput.nullable().optional(),
    state: z.enum(['open', 'closed']).optional(),
    isUnread: z.literal(false).optional(),
    /** Whose it is, or `lead` to make one; of a conversation that is with nobody known. */
    client: z
      .union([
        z.literal('lead'),
        z.strictObject({ person: idInput }),
        z.strictObject({ company: idInput }),
        z.strictObject({ lead: idInput }),
      ])
      .optional(),
  }),
  response: conversation,
  errors: ['notFound', 'conversationTaken', 'conversationEnded'],
});

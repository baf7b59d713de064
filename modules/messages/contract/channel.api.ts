import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';

/** What carries messages: each kind is one adapter. */
export const channelKinds = ['smpp', 'gateway', 'telegram', 'whatsapp', 'chat'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What a message is to whoever gets it, as a person's preferred channel and consents name it. */
export const media = ['sms', 'messenger'] as const;
export type Medium = (typeof media)[number];

const common = {
  name: plainText(100).min(1),
  active: z.boolean().default(true),
  /** Whoever writes and is nobody's becomes a lead by itself; else they wait for somebody to say who they are. */
  makesLeads: z.boolean().default(false),
  /** By which source such leads came; an option of the lead's source. */
  source: plainText(100).nullable().default(null),
  /** Messages one member sends in a day, at most. */
  dailyLimit: z.int().min(1).max(100_000).default(200),
};
const sender = plainText(20)
  .min(1)
  .regex(/^(\+?\d{3,15}|[\w .&-]{1,11})$/);

/** An SMS centre, by SMPP 3.4. */
const smpp = z.strictObject({
  ...common,
  kind: z.literal('smpp'),
  host: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9.:-]+$/),
  port: z.int().min(1).max(65_535).default(2775),
  security: z.enum(['tls', 'none']).default('tls'),
  user: plainText(15).min(1),
  /** As it was when absent. The protocol takes eight letters; most centres take more. */
  password: plainText(64).optional(),
  systemType: plainText(12).default(''),
  /** What those written to see: a number, or a name of up to eleven Latin letters. */
  sender,
});

/** Whatever takes a signed request and sends one when something comes. */
const gateway = z.strictObject({
  ...common,
  kind: z.literal('gateway'),
  url: z.string().trim().min(1).max(2000),
  sender,
  /** Gives it a new key; the old one ends. */
  newKey: z.boolean().default(false),
});

/** A bot of Telegram, by its Bot API. */
const telegram = z.strictObject({
  ...common,
  kind: z.literal('telegram'),
  /** Of Telegram itself, or of a server of the Bot API of one's own. */
  url: z.string().trim().min(1).max(2000).default('https://api.telegram.org'),
  /** What BotFather gave for it; as it was when absent. */
  password: plainText(200)
    .regex(/^\d{5,20}:[\w-]{20,100}$/)
    .optional(),
});

/** A number of the WhatsApp Business Platform, by Meta's Cloud API. */
const whatsapp = z.strictObject({
  ...common,
  kind: z.literal('whatsapp'),
  /** Of Meta itself with the version of its API, or of a server that speaks it. */
  url: z.string().trim().min(1).max(2000).default('https://graph.facebook.com/v23.0'),
  /** What the platform calls the number: an id, not the number itself. */
  number: z.string().regex(/^\d{5,30}$/),
  /** A word of one's own that Meta is told as well, when it is told the address. */
  verify: plainText(100).min(8),
  /** A lasting token of a system user; as it was when absent. */
  password: plainText(1000).optional(),
  /** What the app signs with; as it was when absent. */
  appSecret: plainText(200).optional(),
});

/** When visitors of a site are asked who they are: before they write, once nobody has answered for a minute, or not at all. */
export const askTimes = ['first', 'unanswered', 'never'] as const;

/** A chat on pages of one's own site. */
const chat = z.strictObject({
  ...common,
  kind: z.literal('chat'),
  /** The sites whose pages may show it, by their addresses, one beside the other. */
  sites: plainText(1000).min(1),
  asks: z.enum(askTimes).default('unanswered'),
  /** Where the site says what becomes of what people tell it; visitors agree to that before they write. Nothing is asked where it is empty. */
  privacy: plainText(500).default(''),
  dailyLimit: common.dailyLimit.default(2000),
});

export const channelInput = z.discriminatedUnion('kind', [smpp, gateway, telegram, whatsapp, chat]);
export type ChannelInput = z.output<typeof channelInput>;

const channelAnswer = z.strictObject({
  id: z.guid(),
  kind: z.enum(channelKinds),
  name: z.string(),
  active: z.boolean(),
  makesLeads: z.boolean(),
  source: z.string().nullable(),
  dailyLimit: z.int(),
  /** What its kind asks for, without what is secret. */
  settings: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Where it tells of what happened, or its script is, below the address of this installation; null for one that is asked. */
  path: z.string().nullable(),
  /** When something last went or came by it. */
  lastAt: z.iso.datetime({ offset: true }).nullable(),
  /** The code of an error: why the last attempt to reach it failed. */
  fault: z.string().nullable(),
  /** What it said. */
  answer: z.string().nullable(),
});
export type Channel = z.output<typeof channelAnswer>;

const kept = z.strictObject({
  channel: channelAnswer,
  /** Of a gateway that was given one: shown this once. */
  key: z.string().nullable(),
});
export type KeptChannel = z.output<typeof kept>;

const tried = z.strictObject({ fault: z.string().nullable(), answer: z.string().nullable() });
export type TriedChannel = z.output<typeof tried>;

const base = '/message-channels';
const settingErrors = ['signInNeeded', 'outgoingForbidden', 'outgoingSandbox', 'outgoingPort'] as const;

export const listChannels = defineEndpoint({
  name: 'channels.list',
  summary: 'The channels messages go and come by; for owners',
  method: 'GET',
  path: base,
  response: z.strictObject({ items: z.array(channelAnswer) }),
});

export const addChannel = defineEndpoint({
  name: 'channels.add',
  summary: 'Sets up a channel for messages; the key of a gateway is shown this once; for owners',
  method: 'POST',
  path: base,
  body: channelInput,
  response: kept,
  status: 201,
  secret: true,
  errors: [...settingErrors, 'tooManyChannels'],
});

export const changeChannel = defineEndpoint({
  name: 'channels.change',
  summary: 'Changes a channel; for owners',
  method: 'PUT',
  path: `${base}/{id}`,
  params: recordParams,
  body: channelInput,
  response: kept,
  secret: true,
  errors: [...settingErrors, 'notFound'],
});

export const removeChannel = defineEndpoint({
  name: 'channels.remove',
  summary: 'Takes a channel away; what was written by it stays on the cards; for owners',
  method: 'DELETE',
  path: `${base}/{id}`,
  params: recordParams,
  response: z.strictObject({}),
  errors: ['notFound'],
});

export const testChannel = defineEndpoint({
  name: 'channels.test',
  summary: 'Signs in at a channel and tells what is wrong; nothing is sent to anybody; for owners',
  method: 'POST',
  path: `${base}/{id}/test`,
  params: recordParams,
  response: tried,
  errors: ['notFound'],
});

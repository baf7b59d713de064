import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../../../server/context.ts';
import { OutgoingError } from '../../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../../server/outgoing/outgoing-of.ts';
import { AppError } from '../../../../shared/errors.ts';
import { readCallNumber } from '../../../../shared/phones/call-number.ts';
import type { ChannelRow } from '../channel.repository.ts';
import { ChannelError, handed } from '../channel-error.ts';
import { keyOf } from '../channel-key.ts';
import { isSameSecret, openSecret } from '../channel-secret.ts';
import { type Adapter, type ChannelEvent, checkUrl } from './adapter.ts';

/** Letters WhatsApp takes in one message. */
const longest = 4_096;

/** Where WhatsApp tells of what happened, and asks whether that is meant. */
export const whatsappPrefix = '/whatsapp/';

/** A number of the WhatsApp Business Platform, by its Cloud API. Who writes is known by their number, which WhatsApp has proved. */
export const whatsapp: Adapter<'whatsapp'> = {
  ...{ kind: 'whatsapp', medium: 'messenger', every: null, secret: 'given', reaches: 'phones' },
  answersWithin: 24 * 60 * 60 * 1000,
  path: (workspace, channel) => whatsappPrefix + keyOf(workspace, channel),
  check: (ctx, { url }) => checkUrl(ctx, url),
  fits: (text) => text.length <= longest,
  at: (ctx, channel, _take, work) =>
    work(async ({ to, text }) => {
      const message = { messaging_product: 'whatsapp', recipient_type: 'individual', to: to.replace(/^\+/, '') };
      const body = { ...message, type: 'text', text: { preview_url: false, body: text } };
      const { messages } = sent.parse(await handed(() => ask(ctx, channel, '/messages', body)));
      return messages.map(({ id }) => id);
    }),
  test: async (ctx, channel) => own.parse(await ask(ctx, channel, '?fields=display_phone_number')).display_phone_number,
  receive: (ctx, channel, { headers, text, body }) => {
    const proof = createHmac('sha256', secretsOf(ctx, channel).appSecret).update(text).digest('hex');
    if (!isSameSecret(`sha256=${proof}`, String(headers['x-hub-signature-256'] ?? '')))
      throw new AppError(401, 'wrongChannelKey');
    const read = told.safeParse(body);
    // Of what it tells besides messages nothing is wanted.
    return read.success
      ? read.data.entry.flatMap(({ changes }) => changes.flatMap((one) => eventsOf(channel, one)))
      : [];
  },
};

const clean = z.string().transform((text) => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd'));
const sent = z.object({ messages: z.array(z.object({ id: z.string().max(300) })).min(1) });
const own = z.object({ display_phone_number: clean });
const file = z.object({ filename: clean.optional(), caption: clean.optional() }).optional();

const message = z.object({
  from: z.string().regex(/^\d{5,20}$/),
  id: z.string().min(1).max(300),
  timestamp: z.string().regex(/^\d{1,11}$/),
  text: z.object({ body: clean }).optional(),
  button: z.object({ text: clean }).optional(),
  ...{ image: file, document: file, audio: file, video: file, sticker: file },
});
const status = z.object({
  id: z.string().max(300),
  status: z.string(),
  errors: z.array(z.object({ code: z.number(), title: clean.optional() })).optional(),
});
const change = z.object({
  field: z.string(),
  value: z.object({
    metadata: z.object({ phone_number_id: z.string() }).optional(),
    contacts: z
      .array(z.object({ wa_id: z.string(), profile: z.object({ name: clean.optional() }).optional() }))
      .optional(),
    messages: z.array(z.unknown()).optional(),
    statuses: z.array(z.unknown()).optional(),
  }),
});
const told = z.object({ entry: z.array(z.object({ changes: z.array(change) })) });

/** What happened at the channel's own number; several numbers of one business tell the same address. */
function eventsOf({ settings }: ChannelRow, { field, value }: z.output<typeof change>): ChannelEvent[] {
  if (field !== 'messages' || value.metadata?.phone_number_id !== settings.number) return [];
  const nameOf = (id: string) => value.contacts?.find((one) => one.wa_id === id)?.profile?.name ?? '';
  const came = (value.messages ?? []).flatMap((one) => message.safeParse(one).data ?? []);
  const states = (value.statuses ?? []).flatMap((one) => status.safeParse(one).data ?? []);
  return [...came.map((one) => messageOf(one, nameOf(one.from))), ...states.flatMap((one) => stateOf(one))];
}

function messageOf(
  { from, id, timestamp, text, button, ...files }: z.output<typeof message>,
  name: string,
): ChannelEvent {
  const [kind, given] = Object.entries(files).find(([, one]) => one) ?? [];
  const said = text?.body ?? button?.text ?? given?.caption ?? '';
  const what = kind ? `📎 ${given?.filename ?? kind}` : '';
  const account = readCallNumber(`+${from}`)?.text ?? `+${from}`;
  return {
    ...{ kind: 'message', account, name: name.slice(0, 200), handle: '', external: id },
    at: new Date(Number(timestamp) * 1000),
    text: ([said, what].filter(Boolean).join('\n') || '…').slice(0, longest),
  };
}

function stateOf({ id, status: state, errors }: z.output<typeof status>): ChannelEvent[] {
  const [fault] = errors ?? [];
  const answer = fault ? `${fault.code} ${fault.title ?? ''}`.trim().slice(0, 300) : null;
  if (state === 'failed') return [{ kind: 'state', external: [id], state: 'failed', answer }];
  return state === 'delivered' || state === 'read'
    ? [{ kind: 'state', external: [id], state: 'delivered', answer: null }]
    : [];
}

const secrets = z.object({ token: z.string(), appSecret: z.string() });

/** The token and what the app signs with, out of what is kept of both. */
export const readSecrets = (kept: string): z.output<typeof secrets> => secrets.parse(JSON.parse(kept));

const secretsOf = (ctx: Context, channel: ChannelRow) => readSecrets(openSecret(ctx, channel));

const refusal = z.object({ error: z.object({ code: z.number(), message: clean.optional() }) });
const busy: ReadonlySet<number> = new Set([1, 2, 4, 80007, 130429, 131016, 131048, 131056]);
const unknown: ReadonlySet<number> = new Set([131026, 131030, 131021, 131045]);
/** They did not write within a day. */
const tooLate: ReadonlySet<number> = new Set([131047, 470]);

/** What the Cloud API answers of the channel's number. Throws ChannelError, which never holds the token. */
async function ask(ctx: Context, channel: ChannelRow, path: string, input?: object): Promise<unknown> {
  const { url, number } = channel.settings;
  const request = {
    ...{ url: `${String(url).replace(/\/+$/, '')}/${encodeURIComponent(String(number))}${path}`, timeout: 10_000 },
    headers: { authorization: `Bearer ${secretsOf(ctx, channel).token}`, 'content-type': 'application/json' },
    ...(input ? { method: 'POST' as const, body: JSON.stringify(input) } : {}),
  };
  const { status: code, body } = await outgoingOf(ctx)
    .send(request)
    .catch((error: unknown) => {
      throw error instanceof OutgoingError ? new ChannelError(error.code) : error;
    });
  const answer = parsed(body.toString('utf8'));
  if (code >= 200 && code < 300) return answer;
  throw refusalOf(code, refusal.safeParse(answer).data?.error);
}

function refusalOf(status: number, error: { code: number; message?: string | undefined } | undefined): ChannelError {
  const answer = `${error?.code ?? status} ${error?.message ?? ''}`.slice(0, 300).trim();
  const code = error?.code ?? 0;
  if (tooLate.has(code)) return new ChannelError('channelWindow', { answer });
  if (unknown.has(code)) return new ChannelError('channelRecipient', { answer });
  if (busy.has(code) || status === 429 || status >= 500) return new ChannelError('channelBusy', { answer });
  if (code === 190 || status === 401 || status === 403) return new ChannelError('channelSignIn', { answer });
  return new ChannelError('channelRefused', { answer });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no answer of WhatsApp's; its status says the rest.
    return null;
  }
}

import { Webhook as Signer } from 'standardwebhooks';
import { z } from 'zod';
import type { Context } from '../../../../server/context.ts';
import type { OutgoingAnswer } from '../../../../server/outgoing/outgoing-client.ts';
import { OutgoingError } from '../../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../../server/outgoing/outgoing-of.ts';
import { plainText } from '../../../../shared/contract/text-schemas.ts';
import { AppError, invalid } from '../../../../shared/errors.ts';
import { readCallNumber } from '../../../../shared/phones/call-number.ts';
import type { ChannelRow } from '../channel.repository.ts';
import { ChannelError } from '../channel-error.ts';
import { isSameSecret, openSecret } from '../channel-secret.ts';
import { type Adapter, type ChannelEvent, checkUrl, eventsPath, type Outgoing } from './adapter.ts';
import { fitsSms } from './smpp.ts';

const told = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('message'),
    /** The gateway's name for it: the same again is taken once. */
    id: plainText(200).min(1),
    from: plainText(60).min(1),
    text: plainText(4000),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  z.strictObject({
    event: z.literal('state'),
    /** Ours, as it was sent, or what the gateway answered. */
    id: plainText(200).min(1),
    state: z.enum(['delivered', 'failed']),
    reason: plainText(500).optional(),
  }),
]);

/** A request signed after Standard Webhooks for each message, and such requests for what comes: whatever can do that is a gateway. */
export const gateway: Adapter<'gateway'> = {
  ...{ kind: 'gateway', medium: 'sms', every: null, secret: 'made', reaches: 'phones', path: eventsPath },
  check: (ctx, { url }) => checkUrl(ctx, url),
  fits: fitsSms,
  at: (ctx, channel, _take, work) => work((message) => hand(ctx, channel, message)),
  test: async (ctx, channel) => {
    const { status } = await post(ctx, channel, `test-${channel.id}`, { event: 'test' });
    if (status === 401 || status === 403) throw new ChannelError('channelSignIn', { answer: String(status) });
    if (status < 200 || status > 299) throw new ChannelError('channelRefused', { answer: String(status) });
    return String(status);
  },
  receive: (ctx, channel, { headers, text, body }) => {
    if (!isProved(openSecret(ctx, channel), headers, text)) throw new AppError(401, 'wrongChannelKey');
    const read = told.safeParse(body);
    if (!read.success) {
      const paths = read.error.issues.map(({ path }) => path.join('.') || 'event');
      throw invalid([...new Set(paths)].map((path) => ({ path, code: 'wrongValue' })));
    }
    return [eventOf(read.data)];
  },
};

function eventOf(event: z.output<typeof told>): ChannelEvent {
  if (event.event === 'state')
    return { kind: 'state', external: [event.id], state: event.state, answer: event.reason ?? null };
  const account = readCallNumber(event.from)?.text ?? event.from;
  const at = event.at ? new Date(event.at) : null;
  return { kind: 'message', account, name: '', handle: '', text: event.text, external: event.id, at };
}

async function hand(ctx: Context, channel: ChannelRow, { id, to, text }: Outgoing): Promise<readonly string[]> {
  const from = channel.settings.sender;
  const { status, body } = await post(ctx, channel, id, { event: 'send', id, from, to, text });
  const answer = body.toString('utf8').slice(0, 300);
  if (status >= 200 && status < 300) return [idIn(answer) ?? id];
  const shown = {
    answer: `${status} ${answer}`.replace(/[\s\0\p{Cs}]+/gu, ' ').trim(),
  };
  if (status === 429 || status >= 500) throw new ChannelError('channelBusy', shown);
  if (status === 401 || status === 403) throw new ChannelError('channelSignIn', shown);
  throw new ChannelError(status === 404 || status === 422 ? 'channelRecipient' : 'channelRefused', shown);
}

/** What the gateway calls the message, where it says so. */
function idIn(answer: string): string | null {
  try {
    const { id } = (JSON.parse(answer) ?? {}) as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 200) : null;
  } catch {
    // It need not answer in JSON, nor at all.
    return null;
  }
}

/** The id is the same however often it is sent, so that a gateway takes it once. */
async function post(ctx: Context, channel: ChannelRow, id: string, content: object): Promise<OutgoingAnswer> {
  const body = JSON.stringify(content);
  const at = ctx.now();
  const headers = {
    ...{ 'content-type': 'application/json', 'webhook-id': id },
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Signer(openSecret(ctx, channel)).sign(id, at, body),
  };
  try {
    const url = String(channel.settings.url);
    return await outgoingOf(ctx).send({
      url,
      headers,
      body,
      method: 'POST',
      timeout: 10_000,
      maxBytes: 10_000,
      cut: true,
    });
  } catch (cause) {
    if (cause instanceof OutgoingError) throw new ChannelError(cause.code, { cause });
    throw cause;
  }
}

function isProved(
  key: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  text: string,
): boolean {
  if (headers['webhook-signature'] === undefined)
    return isSameSecret(`Bearer ${key}`, String(headers.authorization ?? ''));
  try {
    new Signer(key).verify(text, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    // It says only that the signature is not good: which of the ways it is not, nobody outside is told.
    return false;
  }
}

import { z } from 'zod';
import type { Context } from '../../../../server/context.ts';
import { OutgoingError } from '../../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../../server/outgoing/outgoing-of.ts';
import { type ChannelRow, notePosition } from '../channel.repository.ts';
import { ChannelError, handed } from '../channel-error.ts';
import { openSecret } from '../channel-secret.ts';
import { type Adapter, type ChannelEvent, checkUrl } from './adapter.ts';

/** Letters Telegram takes in one message. */
const longest = 4_096;

/** A bot of Telegram, by its Bot API: it is asked for what has come, so that nothing of the installation has to be open to the outside. */
export const telegram: Adapter<'telegram'> = {
  ...{ kind: 'telegram', medium: 'messenger', every: 3, secret: 'given', reaches: 'accounts' },
  check: (ctx, { url }) => checkUrl(ctx, url),
  fits: (text) => text.length <= longest,
  profileOf: (handle) => `https://t.me/${handle}`,
  at: async (ctx, channel, take, work) => {
    const offset = Number(channel.position ?? 0);
    const found = z
      .array(update)
      .parse(await ask(ctx, channel, 'getUpdates', { offset, limit: 50, timeout: 0, allowed_updates: ['message'] }));
    for (const one of found) {
      const event = eventOf(one);
      if (event) await take(event);
      // From here on it has come, whatever becomes of the next.
      await notePosition(ctx.db, channel.id, String(one.update_id + 1));
    }
    return work(async ({ to, text }) => {
      const { message_id: id } = sentMessage.parse(
        await handed(() => ask(ctx, channel, 'sendMessage', { chat_id: to, text })),
      );
      return [String(id)];
    });
  },
  test: async (ctx, channel) => `@${me.parse(await ask(ctx, channel, 'getMe', {})).username}`,
};

const clean = z.string().transform((text) => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd'));
const named = z.object({ file_name: clean.optional() }).optional();

/** What is read of an update; of one of another kind, and of groups, nothing is. */
const update = z.object({
  update_id: z.int(),
  message: z
    .object({
      message_id: z.int(),
      date: z.int(),
      chat: z.object({ id: z.number(), type: z.string() }),
      from: z
        .object({ first_name: clean.optional(), last_name: clean.optional(), username: clean.optional() })
        .optional(),
      text: clean.optional(),
      caption: clean.optional(),
      photo: z.array(z.unknown()).optional(),
      voice: z.unknown().optional(),
      video: named,
      audio: named,
      document: named,
    })
    .optional(),
});
const me = z.object({ username: clean });
const sentMessage = z.object({ message_id: z.int() });

function eventOf({ message }: z.output<typeof update>): ChannelEvent | null {
  if (message?.chat.type !== 'private') return null;
  const { chat, from, date, message_id: id } = message;
  const file = message.document ?? message.video ?? message.audio;
  const hasFile = file ?? message.photo ?? message.voice;
  const parts = [message.text ?? message.caption ?? '', hasFile ? `📎 ${file?.file_name ?? ''}`.trim() : ''];
  const handle = from?.username ?? '';
  return {
    ...{ kind: 'message', account: String(chat.id), external: String(id), at: new Date(date * 1000) },
    name: [from?.first_name, from?.last_name].filter(Boolean).join(' ').slice(0, 200),
    handle: /^\w{4,32}$/.test(handle) ? handle : '',
    text: parts.filter(Boolean).join('\n').slice(0, longest),
  };
}

const answered = z.object({ ok: z.boolean(), result: z.unknown().optional(), description: clean.optional() });

/** What the Bot API answers to a method. Throws ChannelError, which never holds the token. */
async function ask(ctx: Context, channel: ChannelRow, method: string, input: object): Promise<unknown> {
  const base = String(channel.settings.url).replace(/\/+$/, '');
  const request = {
    ...{ url: `${base}/bot${openSecret(ctx, channel)}/${method}`, method: 'POST' as const, timeout: 10_000 },
    ...{ headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) },
  };
  const { status, body } = await outgoingOf(ctx)
    .send(request)
    .catch((error: unknown) => {
      throw error instanceof OutgoingError ? new ChannelError(error.code) : error;
    });
  const read = answered.safeParse(parsed(body.toString('utf8')));
  if (read.success && read.data.ok) return read.data.result;
  const answer = `${status} ${(read.success && read.data.description) || ''}`.slice(0, 300).trim();
  if (status === 401 || status === 404) throw new ChannelError('channelSignIn', { answer });
  if (status === 429 || status === 409 || status >= 500) throw new ChannelError('channelBusy', { answer });
  throw new ChannelError(method === 'sendMessage' ? 'channelRecipient' : 'channelRefused', { answer });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no answer of Telegram's; its status says the rest.
    return null;
  }
}

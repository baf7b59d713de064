import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { spendChat } from '../../../../server/auth/throttle.ts';
import { type Context, inTransaction } from '../../../../server/context.ts';
import { answerEvenly } from '../../../../server/http/even-answer.ts';
import { languageFor } from '../../../../server/http/language-for.ts';
import type { PageReply, PageRequest, PublicPage } from '../../../../server/http/public-page.ts';
import { textsOf } from '../../../../server/texts/locales.ts';
import { plainText } from '../../../../shared/contract/text-schemas.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Language } from '../../../../shared/nouns/metadata.ts';
import { parsePhone } from '../../../../shared/phones/phone.ts';
import type texts from '../../locales/en.json';
import { type ChannelRow, findChannelRow } from '../channel.repository.ts';
import { readKey } from '../channel-key.ts';
import { findGoing } from '../conversation.repository.ts';
import { chatHtml } from './chat-page.ts';
import { siteScript } from './site-script.ts';
import { sitesIn } from './sites.ts';
import { listen, type Sent, type Told, takeVisit } from './visit.ts';

const words = textsOf<typeof texts>('modules/messages');

/** `/chat/KEY.js`: the script that a site's pages load; `/chat/KEY`: the page it shows in a frame, and what a visitor sends and asks for. */
export const publicChat: PublicPage = {
  prefix: '/chat/',
  workspaceIn: (key) => readKey(key)?.workspace ?? null,
  async answer(ctx, request) {
    const key = readKey(request.key);
    const channel = ctx && key && !ctx.workspace.sandboxOf ? await findChannelRow(ctx.db, key.channel) : null;
    if (!ctx || !key || channel?.kind !== 'chat' || !channel.active) return { status: 404, json: { code: 'notFound' } };
    const language = languageFor(request.query.get('lang'), request.languages, ctx.workspace.language);
    if (request.method === 'GET') return key.isScript ? script(ctx) : page(ctx, channel, language);
    // Sites show the frame and send nothing themselves.
    if (request.method !== 'POST' || !request.isFromOwnPage) throw new AppError(403, 'crossOrigin');
    return answerVisitor(ctx, channel, request, language);
  },
};

const hour = 3600;

function script({ registry }: Context): PageReply {
  const labels = Object.fromEntries(Object.entries(words).map(([language, { visitor }]) => [language, visitor.open]));
  const headers = { 'cache-control': `public, max-age=${hour}`, 'cross-origin-resource-policy': 'cross-origin' };
  return { status: 200, headers, script: siteScript({ labels, registry }) };
}

function page({ workspace, registry }: Context, { settings }: ChannelRow, language: Language): PageReply {
  const nonce = randomBytes(16).toString('base64url');
  const { visitor } = words[language];
  const facts = { language, title: workspace.name, words: visitor, privacy: String(settings.privacy ?? ''), registry };
  const frames = sitesIn(String(settings.sites)) ?? [];
  return { status: 200, html: { body: chatHtml(facts, nonce), nonce, frames, runs: true } };
}

const moment = z.iso.datetime({ offset: true });
const sent = z.object({
  do: z.enum(['say', 'listen']),
  /** Made by the visitor's browser, which alone keeps it. */
  token: z.string().regex(/^[\w-]{43}$/),
  since: moment.optional(),
  id: z.guid().optional(),
  text: plainText(2000).default(''),
  name: plainText(100).default(''),
  email: plainText(254).default(''),
  phone: plainText(40).default(''),
  page: plainText(500).default(''),
  agree: z.enum(['yes', '']).default(''),
});

async function answerVisitor(
  ctx: Context,
  channel: ChannelRow,
  { sent: given, address }: PageRequest,
  language: Language,
): Promise<PageReply> {
  const read = sent.safeParse(given);
  const { visitor } = words[language];
  if (!read.success)
    return refused(Object.fromEntries(read.error.issues.map(({ path }) => [path.join('.'), visitor.wrong])));
  const account = createHash('sha256').update(read.data.token).digest('hex');
  const { text, id, name, page: from, since } = read.data;
  if (read.data.do === 'listen') return told(await listen(ctx, channel, account, since ?? null));
  const faults = await faultsOf(ctx, channel, { ...read.data, account }, visitor);
  if (Object.keys(faults).length > 0 || !id) return refused(id ? faults : { ...faults, id: visitor.wrong });
  const isNew = (await findGoing(ctx.db, channel.id, account)) === null;
  await inTransaction(ctx, ({ db }) =>
    db.asControl((control) => spendChat(control, { channel: channel.id, account, address, isNew })),
  );
  const visit: Sent = {
    // As records have them, so that whoever is erased is found by them.
    ...{ account, id, text, name, email: read.data.email.toLowerCase() },
    phone: parsePhone(read.data.phone)?.number ?? '',
    page: /^https?:\/\//.test(from) ? from : '',
    agreed:
      read.data.agree === 'yes' && channel.settings.privacy ? `${visitor.agree} ${channel.settings.privacy}` : null,
  };
  await answerEvenly(() => takeVisit(ctx, channel, visit));
  return told(await listen(ctx, channel, account, since ?? null));
}

/** What is wrong with what was sent, in the visitor's words, by the name of the input. */
async function faultsOf(
  ctx: Context,
  channel: ChannelRow,
  { account, text, email, phone, agree }: z.output<typeof sent> & { readonly account: string },
  visitor: (typeof texts)['visitor'],
): Promise<Record<string, string>> {
  const { asks, agree: mustAgree, messages } = await listen(ctx, channel, account);
  const isReached = email !== '' || phone !== '';
  return {
    ...(text === '' && (messages.length === 0 || !isReached) ? { text: visitor.empty } : {}),
    ...(email !== '' && !z.email().safeParse(email).success ? { email: visitor.wrongEmail } : {}),
    ...(phone !== '' && !parsePhone(phone) ? { phone: visitor.wrongPhone } : {}),
    ...(asks === 'must' && !isReached ? { email: visitor.reach } : {}),
    ...(mustAgree && agree !== 'yes' ? { agree: visitor.agreeFirst } : {}),
  };
}

const told = (json: Told): PageReply => ({ status: 200, json });

function refused(faults: Readonly<Record<string, string>>): PageReply {
  const fields = Object.entries(faults).map(([path, message]) => ({ path, message }));
  return { status: 422, json: { code: 'invalid', fields } };
}

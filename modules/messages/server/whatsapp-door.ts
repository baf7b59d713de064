import type { PublicPage } from '../../../server/http/public-page.ts';
import { AppError } from '../../../shared/errors.ts';
import { findChannelRow } from './channel.repository.ts';
import { readKey } from './channel-key.ts';
import { isSameSecret } from './channel-secret.ts';
import { whatsapp, whatsappPrefix } from './channels/whatsapp.ts';
import { takeIn } from './take-in.ts';

/** `/whatsapp/KEY`: asked once whether it is meant, with a word both sides know; then told of what happened, signed with the app's secret. */
export const whatsappDoor: PublicPage = {
  prefix: whatsappPrefix,
  workspaceIn: (key) => readKey(key)?.workspace ?? null,
  async answer(ctx, { key, method, query, header, text, body }) {
    const read = readKey(key);
    const channel = ctx && read && !ctx.workspace.sandboxOf ? await findChannelRow(ctx.db, read.channel) : null;
    if (!ctx || channel?.kind !== 'whatsapp' || !channel.active) return { status: 404, json: { code: 'notFound' } };
    if (method === 'GET') {
      const isMeant = isSameSecret(String(channel.settings.verify), query.get('hub.verify_token') ?? '');
      const challenge = query.get('hub.challenge') ?? '';
      if (!isMeant || !/^[\w-]{1,200}$/.test(challenge)) throw new AppError(403, 'wrongChannelKey');
      return { status: 200, text: challenge };
    }
    if (method !== 'POST' || !whatsapp.receive) throw new AppError(404, 'notFound');
    const headers = { 'x-hub-signature-256': header('x-hub-signature-256') ?? undefined };
    for (const event of whatsapp.receive(ctx, channel, { headers, text, body })) await takeIn(ctx, channel, event);
    return { status: 200, json: {} };
  },
};

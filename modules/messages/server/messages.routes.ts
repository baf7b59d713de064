import { defineRoute, type Route } from '../../../server/http/route.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  addChannel,
  answerConversation,
  changeChannel,
  changeConversation,
  getConversation,
  listChannels,
  listConversations,
  listRecordMessages,
  receiveChannelEvent,
  removeChannel,
  sendMessage,
  testChannel,
} from '../contract/index.ts';
import { findChannelRow } from './channel.repository.ts';
import * as channels from './channel.service.ts';
import { adapterOf } from './channels/adapters.ts';
import { answerIn, change, getSeen, listSeen } from './conversation.service.ts';
import { listWith } from './record-messages.ts';
import { takeIn } from './take-in.ts';
import { write } from './write.ts';

const owners = ['owner'] as const;
/** Who only reads writes to nobody in the name of the house. */
const workers = ['owner', 'manager', 'seller'] as const;

export const messageRoutes: readonly Route[] = [
  defineRoute(receiveChannelEvent, 'keyed', async (ctx, { params, body, request, text = '' }) => {
    const channel = await findChannelRow(ctx.db, params.channel);
    const receive = channel?.active ? adapterOf(channel.kind).receive : undefined;
    if (!channel || !receive) throw new AppError(401, 'wrongChannelKey');
    for (const event of receive(ctx, channel, { headers: request.headers, text, body }))
      await takeIn(ctx, channel, event);
    return {};
  }),
  defineRoute(listChannels, owners, async (ctx) => ({ items: await channels.listChannelsOf(ctx) })),
  defineRoute(addChannel, owners, (ctx, { body }) => channels.add(ctx, body)),
  defineRoute(changeChannel, owners, (ctx, { params, body }) => channels.change(ctx, params.id, body)),
  defineRoute(removeChannel, owners, async (ctx, { params }) => {
    await channels.remove(ctx, params.id);
    return {};
  }),
  defineRoute(testChannel, owners, (ctx, { params }) => channels.test(ctx, params.id)),
  defineRoute(listRecordMessages, 'signedIn', (ctx, { query }) => listWith(ctx, query)),
  defineRoute(sendMessage, workers, (ctx, { body }) => write(ctx, body)),
  defineRoute(listConversations, workers, (ctx, { query }) => listSeen(ctx, query)),
  defineRoute(getConversation, workers, (ctx, { params }) => getSeen(ctx, params.id)),
  defineRoute(answerConversation, workers, (ctx, { params, body }) => answerIn(ctx, params.id, body.text)),
  defineRoute(changeConversation, workers, (ctx, { params, body }) => change(ctx, params.id, body)),
];

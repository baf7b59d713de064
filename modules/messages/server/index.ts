import type { ServerModule } from '../../../server/module.ts';
import { sealedSecrets } from './channel-secret.ts';
import { forgetConversations } from './conversation.repository.ts';
import { exchangeJob, tidyChannels } from './exchange.job.ts';
import { messagesDdl } from './messages.ddl.ts';
import { messageRoutes } from './messages.routes.ts';
import { conversationNoun } from './tell.ts';

export const messagesModule: ServerModule = {
  name: 'messages',
  routes: messageRoutes,
  jobs: [exchangeJob],
  ddl: messagesDdl,
  sealed: sealedSecrets,
  told: [conversationNoun],
  inUse: 'exists (select from message_channel)',
  everyDay: tidyChannels,
  forget: ({ db }, erased) => forgetConversations(db, erased),
};

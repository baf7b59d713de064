import type { ServerModule } from '../../../server/module.ts';
import { sealedSecrets } from './channel-secret.ts';
import { publicChat } from './chat/public-chat.ts';
import { forgetConversations, listHeld } from './conversation.repository.ts';
import { exchangeJob, tidyChannels } from './exchange.job.ts';
import { messagesDdl } from './messages.ddl.ts';
import { messageRoutes } from './messages.routes.ts';
import { conversationNoun } from './tell.ts';
import { whatsappDoor } from './whatsapp-door.ts';

export { openPastChat, writePast } from './write-past.ts';

export const messagesModule: ServerModule = {
  name: 'messages',
  routes: messageRoutes,
  jobs: [exchangeJob],
  ddl: messagesDdl,
  sealed: sealedSecrets,
  pages: [publicChat, whatsappDoor],
  told: [conversationNoun],
  inUse: 'exists (select from message_channel) or exists (select from message_conversation)',
  everyDay: tidyChannels,
  held: ({ db }, ids) => listHeld(db, ids),
  forget: ({ db }, erased) => forgetConversations(db, erased),
};

import type { ServerModule } from '../../../server/module.ts';
import { mailRoutes } from './mail.routes.ts';
import { askForForgotten, fetchJob } from './mailboxes/fetch.job.ts';
import { filesJob } from './mailboxes/files.job.ts';
import { forgetKept } from './mailboxes/kept-letter.repository.ts';
import { mailboxDdl } from './mailboxes/mailbox.ddl.ts';
import { mailboxRoutes } from './mailboxes/mailbox.routes.ts';
import { listHeldLetters } from './mailboxes/received.ts';
import { findSender } from './mailboxes/senders-of.ts';

export { writeByProcess } from './write-by-process.ts';

export const mailModule: ServerModule = {
  name: 'mail',
  routes: [...mailRoutes, ...mailboxRoutes],
  jobs: [fetchJob, filesJob],
  ddl: mailboxDdl,
  inUse: 'exists (select from mailbox where mailbox.member is null or mailbox.member = who.member)',
  everyDay: askForForgotten,
  findSender,
  sealed: [{ table: 'mailbox', key: 'id', column: 'password', purpose: 'mail' }],
  held: ({ db }, ids) => listHeldLetters(db, ids),
  forget: ({ db }, { ids, words }) => forgetKept(db, ids, words),
};

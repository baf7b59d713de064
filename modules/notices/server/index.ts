import type { ServerModule } from '../../../server/module.ts';
import { createRecord } from '../../../server/records/create.ts';
import { notice } from '../contract/index.ts';
import { assignedListener } from './assigned.listener.ts';
import { doneListener } from './done.listener.ts';
import { noteListener } from './note.listener.ts';
import { noticePolicy } from './notice.policy.ts';
import { noticeRoutes } from './notice.routes.ts';
import { reminderDdl } from './reminder.repository.ts';
import { reminderListener, remindJob } from './reminders.ts';
import { sharedListener } from './shared.listener.ts';

export { tell } from './tell.ts';
export { noteRead, tellResponsible } from './tell-responsible.ts';

export const noticesModule: ServerModule = {
  name: 'notices',
  nouns: [notice],
  policies: [noticePolicy],
  routes: noticeRoutes,
  listeners: [assignedListener, doneListener, noteListener, reminderListener, sharedListener],
  jobs: [remindJob],
  ddl: reminderDdl,
  tellOfAccount: async (tx, member) => {
    await createRecord(tx, notice, { kind: 'account', member, count: 1, target: { noun: 'member', id: member } });
  },
};

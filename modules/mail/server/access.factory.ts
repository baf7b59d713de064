import { randomUUID } from 'node:crypto';
import {
  everyOwner,
  type ModuleAccess,
  post,
  put,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

const server = { host: '93.184.215.14', port: 587, security: 'starttls', fromAddress: 'crm@example.org' };

export const access: ModuleAccess = {
  routes: {
    'mail.getSettings': [everyOwner, () => read('/mail/settings')],
    'mail.setSettings': [everyOwner, () => put('/mail/settings', server)],
    'mail.clearSettings': [everyOwner, () => remove('/mail/settings')],
    // Nobody has named a mail server by then: the answer says so, and nothing leaves.
    'mail.test': [everyOwner, () => post('/mail/test')],
    'mail.resend': [[401, 403, 403, 403, 403, 403, 404, 404], () => post(`/mail/letters/${randomUUID()}/resend`)],
    'mail.letters': [everyOwner, () => read('/mail/letters')],
  },
};

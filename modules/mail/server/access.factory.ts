import { randomUUID } from 'node:crypto';
import {
  everyOwner,
  type MatrixWorld,
  type ModuleAccess,
  post,
  put,
  read,
  remove,
  theirWorkspace,
} from '../../../server/access/expected-access.factory.ts';

const server = { host: '93.184.215.14', port: 587, security: 'starttls', fromAddress: 'crm@example.org' };

const written = { to: 'info@example.org', subject: 'Hello', text: 'Good day' };

const company = ({ once, create, next }: MatrixWorld) =>
  once('addressed company', () => create('/companies', { name: next(), emails: [{ address: written.to }] }));

export const access: ModuleAccess = {
  routes: {
    'mail.getSettings': [everyOwner, () => read('/mail/settings')],
    'mail.setSettings': [everyOwner, () => put('/mail/settings', server)],
    'mail.clearSettings': [everyOwner, () => remove('/mail/settings')],
    // Nobody has named a mail server by then: the answer says so, and nothing leaves.
    'mail.test': [everyOwner, () => post('/mail/test')],
    'mail.resend': [[401, 403, 403, 403, 403, 403, 404, 404], () => post(`/mail/letters/${randomUUID()}/resend`)],
    'letters.list': [theirWorkspace, async (world) => read(`/letters?noun=company&id=${await company(world)}`)],
    // No mail server is named here: whoever may write is told so.
    'letters.write': [
      [401, 403, 409, 409, 409, 409, 409, 404],
      async (world) => post('/letters', { noun: 'company', id: await company(world), ...written }),
    ],
    'mail.letters': [everyOwner, () => read('/mail/letters')],
  },
};

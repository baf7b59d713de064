import { randomUUID } from 'node:crypto';
import {
  type Expected,
  everyOwner,
  everyone,
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

const box = {
  ...{ host: '93.184.215.14', port: 993, security: 'tls', user: 'sales', password: 'nine quinces' },
  ...{ address: 'sales@example.org', since: '2026-01-01' },
};
const worker: Expected = [401, 403, 201, 201, 201, 201, 201, 201];
const sharedBox = ({ once, create }: MatrixWorld) =>
  once('shared mailbox', () => create('/mailboxes', { ...box, shared: true }));
const nowhere: Expected = [401, 403, 404, 404, 404, 404, 404, 404];
const letterOf = (rest = '', body?: object) =>
  [nowhere, () => post(`/mailbox-letters/${randomUUID()}${rest}`, body)] as const;

/** Mailboxes of the workspace are its owners' to change; a letter that nobody has is nobody's. */
const mailboxAccess: NonNullable<ModuleAccess['routes']> = {
  'mailboxes.list': [everyone, () => read('/mailboxes')],
  'mailboxes.add': [worker, () => post('/mailboxes', box)],
  'mailboxes.change': [
    [401, 403, 403, 403, 403, 403, 200, 404],
    async (world) => put(`/mailboxes/${await sharedBox(world)}`, box),
  ],
  'mailboxes.remove': [
    [401, 403, 403, 403, 403, 403, 200, 404],
    async ({ create }) => remove(`/mailboxes/${await create('/mailboxes', { ...box, shared: true })}`),
  ],
  // Without a password there is nothing to try, and nothing leaves.
  'mailboxes.test': [
    [401, 403, 422, 422, 422, 422, 422, 422],
    () => post('/mailboxes/test', { host: box.host, port: box.port, security: box.security, user: box.user }),
  ],
  'mailboxes.fetch': [
    [401, 403, 202, 202, 202, 202, 202, 404],
    async (world) => post(`/mailboxes/${await sharedBox(world)}/fetch`),
  ],
  'keptLetters.list': [[401, 403, 200, 200, 200, 200, 200, 200], () => read('/mailbox-letters?of=incoming')],
  'keptLetters.get': [[401, 404, 404, 404, 404, 404, 404, 404], () => read(`/mailbox-letters/${randomUUID()}`)],
  'keptLetters.tell': letterOf('/tell'),
  'keptLetters.toLead': letterOf('/lead'),
  'keptLetters.toPerson': letterOf('/person', { person: randomUUID() }),
  'keptLetters.ignore': letterOf('/ignore', { what: 'letter' }),
};

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
    ...mailboxAccess,
  },
};

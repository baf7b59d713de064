import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { emailInput } from '../../../shared/contract/set-up.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { mailboxSecurities } from '../../../shared/mail/mail-server.ts';

/** `known`: letters with addresses that are known stand in the story of whom they are with; `marked`: those alone that are put there by hand. */
export const mailboxTells = ['known', 'marked'] as const;

const mailbox = z.strictObject({
  id: z.string(),
  /** Of the whole workspace; else of whoever asks. */
  shared: z.boolean(),
  name: z.string(),
  address: z.string(),
  /** How it is reached: told to whoever may change it. */
  server: z
    .strictObject({
      host: z.string(),
      port: z.int(),
      security: z.enum(mailboxSecurities),
      user: z.string(),
      hasPassword: z.boolean(),
      sends: z.strictObject({ host: z.string(), port: z.int(), security: z.enum(mailboxSecurities) }).nullable(),
    })
    .nullable(),
  tells: z.enum(mailboxTells),
  makesLeads: z.boolean(),
  since: z.string(),
  checkedAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  /** The code of an error: why the last look at it failed. */
  fault: z.string().nullable(),
  /** What its server said. */
  answer: z.string().nullable(),
});
export type MailboxAnswer = z.output<typeof mailbox>;

const serverInput = {
  host: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9.:-]+$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailboxSecurities),
};

const access = {
  ...serverInput,
  user: plainText(254).min(1),
  /** As it was when absent. */
  password: plainText(500).optional(),
};

const mailboxInput = z.strictObject({
  ...access,
  name: plainText(200).default(''),
  address: emailInput,
  /** The server letters go out by from this mailbox, with the same user and password; by none when null. */
  sends: z.strictObject(serverInput).nullable().default(null),
  tells: z.enum(mailboxTells).default('known'),
  /** Of a shared one: makes a lead of whoever writes and is not known yet. */
  makesLeads: z.boolean().default(false),
  /** Letters from this day on are fetched. */
  since: z.iso.date(),
});
export type MailboxInput = z.output<typeof mailboxInput>;

const params = z.strictObject({ id: idInput });
const list = z.strictObject({ items: z.array(mailbox), incoming: z.int() });
export type MailboxList = z.output<typeof list>;

const tried = z.strictObject({
  /** The folders that letters would be fetched from. */
  folders: z.array(z.string()),
  fault: z.string().nullable(),
  answer: z.string().nullable(),
});
export type TriedMailbox = z.output<typeof tried>;

const settingErrors = [
  'outgoingForbidden',
  'outgoingSandbox',
  'mailboxPort',
  'signInNeeded',
  'forbidden',
  'tooManyRequests',
] as const;

export const listMailboxes = defineEndpoint({
  name: 'mailboxes.list',
  summary:
    'Your mailboxes and those of the workspace, and how many letters wait in them for somebody to say whose they are',
  method: 'GET',
  path: '/mailboxes',
  response: list,
});

export const addMailbox = defineEndpoint({
  name: 'mailboxes.add',
  summary: 'Adds a mailbox whose letters are fetched by IMAP: your own, or for owners one of the workspace',
  method: 'POST',
  path: '/mailboxes',
  body: mailboxInput.extend({ shared: z.boolean().default(false) }),
  response: mailbox,
  status: 201,
  secret: true,
  errors: [...settingErrors, 'tooManyMailboxes'],
});

export const changeMailbox = defineEndpoint({
  name: 'mailboxes.change',
  summary: 'Changes how a mailbox is reached and what of it is told',
  method: 'PUT',
  path: '/mailboxes/{id}',
  params,
  body: mailboxInput,
  response: mailbox,
  secret: true,
  errors: [...settingErrors, 'notFound'],
});

export const removeMailbox = defineEndpoint({
  name: 'mailboxes.remove',
  summary: 'Forgets a mailbox and its letters, but those that stand in the story of somebody',
  method: 'DELETE',
  path: '/mailboxes/{id}',
  params,
  response: z.strictObject({ removed: z.literal(true) }),
  errors: ['notFound', 'forbidden'],
});

export const testMailbox = defineEndpoint({
  name: 'mailboxes.test',
  summary: 'Signs in at a mailbox and tells what its server said; nothing is kept',
  method: 'POST',
  path: '/mailboxes/test',
  body: z.strictObject({ ...access, /** Whose kept password is tried when none is given. */ id: idInput.optional() }),
  response: tried,
  secret: true,
  errors: [...settingErrors, 'notFound'],
});

export const fetchMailbox = defineEndpoint({
  name: 'mailboxes.fetch',
  summary: 'Has a mailbox looked at now',
  method: 'POST',
  path: '/mailboxes/{id}/fetch',
  params,
  response: mailbox,
  status: 202,
  errors: ['notFound', 'outgoingSandbox'],
});

import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { emailInput } from '../../../shared/contract/set-up.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { mailSecurities } from '../../../shared/mail/mail-server.ts';
import { letterLine } from './kept-letter.api.ts';

const server = z.strictObject({
  host: z.string(),
  port: z.int(),
  security: z.enum(mailSecurities),
  user: z.string().nullable(),
  /** A password is kept; it is never answered. */
  hasPassword: z.boolean(),
  fromName: z.string(),
  fromAddress: z.string(),
});

const settings = z.strictObject({
  /** Who named the server: the workspace, else the environment of the installation, else nobody. */
  source: z.enum(['workspace', 'environment', 'none']),
  server: server.nullable(),
});
export type MailSettings = z.output<typeof settings>;

const serverInput = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9.:-]+$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  user: plainText(254).nullable().default(null),
  /** As it was when absent. */
  password: plainText(500).optional(),
  fromName: plainText(200).default(''),
  fromAddress: emailInput,
});
export type MailServerInput = z.output<typeof serverInput>;

const letter = z.strictObject({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string(),
  state: z.enum(['waiting', 'sent', 'dead']),
  attempts: z.int(),
  nextAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  /** The code of an error: why the last attempt failed. */
  fault: z.string().nullable(),
  /** What the mail server said. */
  answer: z.string().nullable(),
});
export type Letter = z.output<typeof letter>;

const outcome = z.strictObject({
  to: z.string(),
  fault: z.string().nullable(),
  answer: z.string().nullable(),
});
export type TestOutcome = z.output<typeof outcome>;

export const getMailSettings = defineEndpoint({
  name: 'mail.getSettings',
  summary: 'The mail server that letters are handed to; for owners',
  method: 'GET',
  path: '/mail/settings',
  response: settings,
});

export const setMailSettings = defineEndpoint({
  name: 'mail.setSettings',
  summary: 'Names the mail server of the workspace; what waits is sent by it at once; for owners',
  method: 'PUT',
  path: '/mail/settings',
  body: serverInput,
  response: settings,
  secret: true,
  errors: ['outgoingForbidden', 'outgoingSandbox', 'mailPort', 'signInNeeded'],
});

export const clearMailSettings = defineEndpoint({
  name: 'mail.clearSettings',
  summary:
    'Forgets the mail server of the workspace: the one of the installation is used, where there is one; for owners',
  method: 'DELETE',
  path: '/mail/settings',
  response: settings,
});

export const testMail = defineEndpoint({
  name: 'mail.test',
  summary: 'Sends you a letter now, and tells what the mail server said; for owners',
  method: 'POST',
  path: '/mail/test',
  response: outcome,
});

export const listLetters = defineEndpoint({
  name: 'mail.letters',
  summary: 'The letters that were sent, wait or were given up, newest first; for owners',
  method: 'GET',
  path: '/mail/letters',
  query: z.strictObject({
    state: z.enum(['waiting', 'sent', 'dead']).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: idInput.optional(),
  }),
  response: z.strictObject({ items: z.array(letter), next: z.string().nullable() }),
});

export const resendLetter = defineEndpoint({
  name: 'mail.resend',
  summary: 'Has a letter that waits or was given up sent now; for owners',
  method: 'POST',
  path: '/mail/letters/{id}/resend',
  params: z.strictObject({ id: idInput }),
  response: letter,
  status: 202,
  errors: ['notFound', 'letterGone'],
});

/** The records letters are written to: those that have addresses. */
export const addressed = ['person', 'company', 'lead'] as const;
const about = { noun: z.enum(addressed), id: idInput };

const recordLetter = letter.pick({
  id: true,
  at: true,
  toAddress: true,
  subject: true,
  state: true,
  sentAt: true,
  fault: true,
});
export type RecordLetter = z.output<typeof recordLetter>;

const recordLetters = z.strictObject({
  items: z.array(recordLetter),
  /** Letters that came in, or were sent elsewhere, and are told of the record. */
  received: z.array(letterLine),
  /** A mail server is named, or a mailbox one may write from. */
  canSend: z.boolean(),
  /** The mailboxes whoever asks may write from. */
  senders: z.array(z.strictObject({ id: z.string(), address: z.string() })),
});
export type RecordLetters = z.output<typeof recordLetters>;

export const listRecordLetters = defineEndpoint({
  name: 'letters.list',
  summary: 'The letters written to a person, a company or a lead, with what became of them',
  method: 'GET',
  path: '/letters',
  query: z.strictObject(about),
  response: recordLetters,
  errors: ['notFound'],
});

export const writeLetter = defineEndpoint({
  name: 'letters.write',
  summary: 'Writes a letter to an address of a record: it is sent, and kept as a task of the kind letter that is done',
  method: 'POST',
  path: '/letters',
  body: z.strictObject({
    ...about,
    /** One of the record's addresses, as the writer is shown it. */
    to: emailInput.optional(),
    /** In place of `to` which of the record's addresses, from 0: so a letter goes to one that the writer is not shown. */
    place: z.int().min(0).max(99).optional(),
    /** A letter that came in and is told of this record: the answer goes to its writer and stands in its thread. */
    answers: idInput.optional(),
    /** The deal it is about: it stands in the story of that too. */
    deal: idInput.optional(),
    /** The mailbox it goes out from, one of `senders`; the workspace's address when absent. */
    mailbox: idInput.optional(),
    subject: plainText(300).min(1),
    text: plainText(20_000).min(1),
    /** Advertising goes to people alone who gave their consent to it by email, and did not withdraw it. */
    purpose: z.enum(['personal', 'marketing']).default('personal'),
  }),
  response: z.strictObject({ task: z.string() }),
  status: 201,
  errors: ['notFound', 'mailNotSetUp', 'tooManyRequests'],
});

import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

/** `unanswered`: of one's own mailboxes what clients wrote in the last month and nobody has answered. */
export const letterLists = ['mine', 'unanswered', 'incoming'] as const;
export type LetterListName = (typeof letterLists)[number];

/** A letter in a list. */
export const letterLine = z.strictObject({
  id: z.string(),
  mailbox: z.string().nullable(),
  /** Written by whose mailbox it is. */
  isOurs: z.boolean(),
  kind: z.enum(['personal', 'automatic', 'bounce']),
  fromName: z.string(),
  fromAddress: z.string(),
  recipients: z.array(z.strictObject({ name: z.string(), address: z.string() })),
  at: z.string(),
  subject: z.string(),
  /** How it begins. */
  beginning: z.string(),
  files: z.array(z.strictObject({ name: z.string(), size: z.number() })),
  /** Told in a story, waiting for somebody to say whose it is, its owner's alone, or left alone. */
  state: z.enum(['told', 'incoming', 'private', 'left']),
  task: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
export type LetterLine = z.output<typeof letterLine>;

const letter = letterLine.extend({
  body: z.string(),
  /** Sanitised: no pictures, styles or scripts. */
  html: z.string().nullable(),
  /** What the mailbox's server wrote of who it really came from: `spf=pass dkim=pass`. */
  proof: z.string().nullable(),
  /** False for one that was too large to be fetched whole. */
  isWhole: z.boolean(),
});
export type KeptLetterAnswer = z.output<typeof letter>;

const params = z.strictObject({ id: idInput });

export const listKeptLetters = defineEndpoint({
  name: 'keptLetters.list',
  summary:
    'Letters of your mailboxes, those of them that a client waits for an answer to, or those of the workspace that wait for somebody to say whose they are',
  method: 'GET',
  path: '/mailbox-letters',
  query: z.strictObject({
    of: z.enum(letterLists),
    search: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: idInput.optional(),
  }),
  response: z.strictObject({ items: z.array(letterLine), next: z.string().nullable() }),
});

export const getKeptLetter = defineEndpoint({
  name: 'keptLetters.get',
  summary: 'A letter of a mailbox, whole: for whose mailbox it is, and for whoever may read the task that tells of it',
  method: 'GET',
  path: '/mailbox-letters/{id}',
  params,
  response: letter,
  errors: ['notFound'],
});

export const tellLetter = defineEndpoint({
  name: 'keptLetters.tell',
  summary: 'Puts a letter of yours into the story of whom it is with, by their addresses',
  method: 'POST',
  path: '/mailbox-letters/{id}/tell',
  params,
  response: letter,
  errors: ['notFound', 'senderUnknown'],
});

export const letterToLead = defineEndpoint({
  name: 'keptLetters.toLead',
  summary: 'Makes a lead of whoever wrote a letter; what else waits of the same sender goes with it',
  method: 'POST',
  path: '/mailbox-letters/{id}/lead',
  params,
  response: z.strictObject({ noun: z.enum(['lead', 'person', 'company']), id: z.string() }),
  status: 201,
  errors: ['notFound', 'letterTaken', 'forbidden'],
});

export const letterToPerson = defineEndpoint({
  name: 'keptLetters.toPerson',
  summary:
    'Says which person wrote a letter: its address becomes one of theirs, and what else waits of it goes with it',
  method: 'POST',
  path: '/mailbox-letters/{id}/person',
  params,
  body: z.strictObject({ person: idInput }),
  response: z.strictObject({ noun: z.literal('person'), id: z.string() }),
  errors: ['notFound', 'letterTaken', 'forbidden'],
});

export const ignoreLetter = defineEndpoint({
  name: 'keptLetters.ignore',
  summary: 'Leaves a letter alone: it only, or all of its sender or of the whole domain, from now on as well',
  method: 'POST',
  path: '/mailbox-letters/{id}/ignore',
  params,
  body: z.strictObject({ what: z.enum(['letter', 'address', 'domain']) }),
  response: z.strictObject({ ignored: z.literal(true) }),
  errors: ['notFound', 'letterTaken'],
});

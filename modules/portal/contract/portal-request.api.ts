import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';

const inWorkspace = z.strictObject({ workspace: z.guid() });
const ofOne = inWorkspace.extend({ id: z.guid() });
const moment = z.iso.datetime();

/** An option as it is called where the client reads it. */
const named = z.strictObject({ value: z.string(), label: z.string() });

const file = z.strictObject({ id: z.guid(), name: z.string(), size: z.number() });
export type PortalFile = z.output<typeof file>;

const request = z.strictObject({
  id: z.guid(),
  number: z.string(),
  subject: z.string(),
  kind: named.nullable(),
  state: named.nullable(),
  createdAt: moment,
  solvedAt: moment.nullable(),
  /** Their own, not a colleague's. */
  mine: z.boolean(),
  from: z.string().nullable(),
});
export type PortalRequest = z.output<typeof request>;

const comment = z.strictObject({
  id: z.guid(),
  at: moment,
  fromClient: z.boolean(),
  name: z.string().nullable(),
  body: z.string(),
  files: z.array(file),
});

const whole = request.extend({
  description: z.string().nullable(),
  answer: z.string().nullable(),
  responsible: z.string().nullable(),
  /** Every state it was in, from the first on. */
  stages: z.array(z.strictObject({ label: z.string(), at: moment })),
  files: z.array(file),
  comments: z.array(comment),
  mayWrite: z.boolean(),
});
export type WholePortalRequest = z.output<typeof whole>;

export const listPortalRequests = defineEndpoint({
  name: 'portal.requests',
  summary: 'A client’s own requests, or their company’s, the newest 200 first',
  method: 'GET',
  path: '/portal/{workspace}/requests',
  params: inWorkspace,
  response: z.strictObject({ items: z.array(request) }),
});

export const getPortalRequest = defineEndpoint({
  name: 'portal.request',
  summary: 'One of them: its stages, what was said to and by the client, and nothing that is internal',
  method: 'GET',
  path: '/portal/{workspace}/requests/{id}',
  params: ofOne,
  response: whole,
  errors: ['notFound'],
});

/** Files that were sent before and belong to nothing yet. */
const files = z.array(z.guid()).max(10).default([]);
const text = plainText(20_000).min(1);

export const writePortalRequest = defineEndpoint({
  name: 'portal.ask',
  summary: 'Writes a new request: a ticket of the person who looks after the client, who is told',
  method: 'POST',
  path: '/portal/{workspace}/requests',
  params: inWorkspace,
  body: z.strictObject({ subject: plainText(300).min(1), text, files }),
  response: z.strictObject({ id: z.guid() }),
  status: 201,
  errors: ['fileMissing', 'tooManyRequests'],
});

export const writePortalComment = defineEndpoint({
  name: 'portal.comment',
  summary: 'Says something about a request; whoever is responsible is told',
  method: 'POST',
  path: '/portal/{workspace}/requests/{id}/comments',
  params: ofOne,
  body: z.strictObject({ text, files }),
  response: z.strictObject({}),
  status: 201,
  errors: ['notFound', 'ticketClosed', 'fileMissing', 'tooManyRequests'],
});

export const askForCorrection = defineEndpoint({
  name: 'portal.correct',
  summary:
    'Asks for what is known of the client to be corrected: a task of whoever is responsible, nothing in the base is changed',
  method: 'POST',
  path: '/portal/{workspace}/corrections',
  params: inWorkspace,
  body: z.strictObject({ text: plainText(5_000).min(1) }),
  response: z.strictObject({}),
  status: 201,
  errors: ['tooManyRequests'],
});

/** Bytes of a file that a client sends; the installation's own limit may be lower. */
const upload = { maxBytes: 20_000_000 };

export const sendPortalFile = defineEndpoint({
  name: 'portal.sendFile',
  summary:
    'Sends a file that belongs to nothing yet; a request or comment of the same client takes it by naming its id',
  method: 'POST',
  path: '/portal/{workspace}/files',
  params: inWorkspace,
  upload,
  response: file,
  status: 201,
  errors: ['fileTooLarge', 'fileNotAsNamed', 'tooManyRequests'],
});

export const readPortalFile = defineEndpoint({
  name: 'portal.file',
  summary: 'A file of a request: one the client sent with it, or of what was said to or by them',
  method: 'GET',
  path: '/portal/{workspace}/files/{id}',
  params: ofOne,
  response: z.unknown(),
  download: true,
  errors: ['notFound'],
});

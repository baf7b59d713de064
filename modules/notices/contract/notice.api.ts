import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { noticeKinds } from './notice.object.ts';

const shownNotice = z.strictObject({
  id: z.string(),
  at: z.string(),
  kind: z.enum(noticeKinds),
  by: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  target: z.strictObject({ noun: z.string(), id: z.string(), label: z.string() }),
  count: z.int(),
  readAt: z.string().nullable(),
});
export type ShownNotice = z.output<typeof shownNotice>;

const mine = z.strictObject({
  /** The newest hundred at most, of records that you may see now. */
  items: z.array(shownNotice),
  unread: z.int(),
  /** Each comes by mail as well. */
  byMail: z.boolean(),
});
export type MyNotices = z.output<typeof mine>;

export const listMyNotices = defineEndpoint({
  name: 'notices.mine',
  summary: 'What you are told of, the newest first',
  method: 'GET',
  path: '/my-notices',
  response: mine,
});

export const readMyNotices = defineEndpoint({
  name: 'notices.read',
  summary: 'Marks notices of yours as read, or all of them',
  method: 'POST',
  path: '/my-notices/read',
  body: z.strictObject({ ids: z.array(idInput).max(200).optional() }),
  response: z.strictObject({}),
});

export const chooseNotices = defineEndpoint({
  name: 'notices.choose',
  summary: 'Chooses whether what you are told of comes by mail as well',
  method: 'PUT',
  path: '/my-notices/choices',
  body: z.strictObject({ byMail: z.boolean() }),
  response: z.strictObject({}),
});

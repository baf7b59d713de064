import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { type NoticeKind, noticeKinds } from './notice.object.ts';

const shownNotice = z.strictObject({
  id: z.string(),
  at: z.string(),
  kind: z.enum(noticeKinds),
  by: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  target: z.strictObject({ noun: z.string(), id: z.string(), label: z.string() }),
  count: z.int(),
  /** What whoever has it told says. */
  text: z.string().nullable(),
  readAt: z.string().nullable(),
});
export type ShownNotice = z.output<typeof shownNotice>;

const mine = z.strictObject({
  /** The newest hundred at most, of records that you may see now. */
  items: z.array(shownNotice),
  unread: z.int(),
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

export const clearMyNotices = defineEndpoint({
  name: 'notices.clear',
  summary: 'Clears notices of yours away, or all that are read',
  method: 'POST',
  path: '/my-notices/clear',
  body: z.strictObject({ ids: z.array(idInput).max(200).optional() }),
  response: z.strictObject({}),
});

const shape = { kind: z.enum(noticeKinds), shown: z.boolean(), mailed: z.boolean() };

/** What becomes of notices of one kind. */
export interface NoticeChoice {
  readonly kind: NoticeKind;
  /** In the list of notices. */
  readonly shown: boolean;
  /** By e-mail. */
  readonly mailed: boolean;
}

const choices = z.strictObject({
  items: z.array(
    z.strictObject({
      ...shape,
      /** What is not for choosing: it stays as it is. */
      fixed: z.array(z.enum(['shown', 'mailed'])),
    }),
  ),
  /** Whether the workspace can send letters at all. */
  mailIsSetUp: z.boolean(),
});
export type NoticeChoices = z.output<typeof choices>;

export const listNoticeChoices = defineEndpoint({
  name: 'notices.choices',
  summary: 'What becomes of what you are told of, by its kind',
  method: 'GET',
  path: '/my-notices/choices',
  response: choices,
});

export const chooseNotices = defineEndpoint({
  name: 'notices.choose',
  summary: 'Chooses by kind whether what you are told of is shown, comes by mail, both or neither',
  method: 'PATCH',
  path: '/my-notices/choices',
  body: z.strictObject({ items: z.array(z.strictObject(shape)).min(1).max(noticeKinds.length) }),
  response: choices,
  errors: ['noticeAlwaysTold'],
});

import { anyRelation, datetime, member, number, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Why somebody is told of a record. */
export const noticeKinds = [
  'reminder',
  'assigned',
  'mentioned',
  'replied',
  'done',
  'shared',
  'alarm',
  'retention',
  'domain',
  'backup',
  'account',
  'contract',
  'process',
  'processStopped',
  'callMissed',
  'callNotReturned',
  'clientWrote',
  'messageCame',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Kinds that owners alone are told of. */
export const ownersKinds: readonly NoticeKind[] = ['alarm', 'retention', 'domain', 'backup', 'processStopped'];
/** Nobody keeps these from themselves: they are always shown. Of how one signs in a letter goes out besides, whatever is chosen. */
export const alwaysShown: readonly NoticeKind[] = [...ownersKinds, 'account'];

/** Something a member is told of, and nobody else is. It names the record and says nothing of it: whoever looks is asked for their rights then. */
export const notice = defineNoun({
  name: 'notice',
  plural: 'notices',
  title: 'kind',
  icon: 'bell',
  internal: true,
  fields: {
    kind: text({ required: true, maxLength: 20 }),
    member: member({ required: true }),
    /** Who gave occasion to it; empty for what time alone brings. */
    by: member(),
    target: anyRelation({ required: true }),
    /** Of how many records like the target it tells. */
    count: number({ scale: 0, min: 1 }),
    /** What whoever has it told says. */
    text: text({ maxLength: 500 }),
    readAt: datetime(),
  },
});

import type { NoticeKind } from '../contract/index.ts';

/** What nobody gave occasion to. */
export const ofNobody: ReadonlySet<NoticeKind> = new Set([
  'reminder',
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
]);

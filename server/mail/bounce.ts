import type { Email } from 'postal-mime';
import { shownAnswer } from './mail-fault.ts';

/** What a server says of a letter of ours that it could not deliver. */
export interface Bounce {
  /** Ids of letters of ours, as far as it names any. */
  readonly letters: readonly string[];
  readonly answer: string | null;
}

/** What a report of a server says is near its beginning. */
const readBytes = 300_000;

/** Null for what is no report of a letter that was given up (RFC 3464): one that is only late comes yet. */
export function findBounce({ headers }: Email, source: Buffer): Bounce | null {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  if (!/^\s*multipart\/report/i.test(type) || !/report-type\s*=\s*"?delivery-status/i.test(type)) return null;
  const said = source.subarray(0, readBytes).toString('latin1');
  if (!/^action:\s*failed/im.test(said)) return null;
  const ids = said.matchAll(/<([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})@/g);
  const answer = /^diagnostic-code:\s*(?:smtp;)?\s*([^\r\n]+(?:\r?\n[ \t]+[^\r\n]+)*)/im.exec(said)?.[1];
  return { letters: [...new Set([...ids].map(([, id = '']) => id))], answer: answer ? shownAnswer(answer) : null };
}

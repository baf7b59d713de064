import { withEveryField } from '../../../server/access/seen-registry.ts';
import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import type { TransactionContext } from '../../../server/context.ts';
import { countWritten } from '../../../server/mail/letter.repository.ts';
import { personalLetter } from '../../../server/mail/letter-text.ts';
import { postLetter } from '../../../server/mail/post-letter.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError } from '../../../shared/errors.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type ConsentPurpose, lastSaid } from '../../people/server/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { addressed } from '../contract/index.ts';
import { addressesOf } from './record-letters.ts';

/** Letters that processes of one maker write within an hour; more, and mailboxes take the workspace for a nuisance. */
const mostAnHour = 500;

/** A letter that writes itself. */
export interface ProcessLetter {
  readonly noun: (typeof addressed)[number];
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly purpose: ConsentPurpose;
  /** The member who gets the answer. */
  readonly answersTo: string;
  /** Pointers of the task by which it stands in the timeline, besides that at its reader. */
  readonly about?: Readonly<Record<string, string>>;
}

/**
 * Writes a letter to a record's first address, as one by hand: it stands in the timeline as a letter that is done. Advertising goes to
 * people alone who consented; no letter goes to who withdrew their consent to its purpose.
 * @throws {AppError} 404 for a record that the maker may not see, 429 `tooManyRequests` with `seconds` to wait.
 */
export async function writeByProcess(
  tx: TransactionContext,
  letter: ProcessLetter,
): Promise<{ readonly task: string } | 'noAddress' | 'refused'> {
  const { noun, id, subject, text } = letter;
  const record: AnyRecord = await getRecord(tx, tx.registry.getNoun(noun), id);
  if (record.deletedAt || addressesOf(record).length === 0) return 'noAddress';
  if (!(await isWelcome(tx, letter))) return 'refused';
  await assertNotFlooding(tx);
  const content = personalLetter(subject, text, tx.language);
  const made = await createRecord(tx, task, {
    ...letter.about,
    ...{ title: content.subject, kind: 'letter', done: true, dueAt: tx.now().toISOString(), outcome: text, [noun]: id },
  });
  await postLetter(tx, {
    ...{
      kind: 'process',
      to: { name: '', address: await firstAddress(tx, letter) },
      content,
      about: { noun, id },
      task: made.id,
    },
    ...(await answersTo(tx, letter)),
  });
  return { task: made.id };
}

async function isWelcome(tx: TransactionContext, { noun, id, purpose }: ProcessLetter): Promise<boolean> {
  if (noun !== 'person') return purpose === 'service';
  const said = await lastSaid(tx, id, { of: purpose, channel: 'email' });
  return purpose === 'marketing' ? said === 'given' : said !== 'withdrawn';
}

async function assertNotFlooding({ db, actor }: TransactionContext): Promise<void> {
  if (!actor.memberId) return;
  const { letters, seconds } = await countWritten(db, actor.memberId, 'process');
  if (letters >= mostAnHour) throw new AppError(429, 'tooManyRequests', { seconds });
}

/** Whole, also where its maker is shown its beginning alone: whom they may write to by hand their process may. */
async function firstAddress(tx: TransactionContext, { noun, id }: ProcessLetter): Promise<string> {
  const every = withEveryField(tx);
  const whole: AnyRecord = await getRecord(every, every.registry.getNoun(noun), id, { fields: ['emails'] });
  return addressesOf(whole)[0] ?? '';
}

async function answersTo(tx: TransactionContext, { answersTo: member }: ProcessLetter) {
  const account = await tx.db.asControl((control) => findMemberAccount(control, tx.workspace.id, member));
  return account ? { replyTo: { name: account.name, address: account.email } } : {};
}

import type { TransactionContext } from '../../../../server/context.ts';
import type { Thread } from '../../../../server/mail/mail-server.ts';
import { findRecordText, getRecord } from '../../../../server/records/read.ts';
import { invalidField } from '../../../../shared/errors.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { Reference } from '../../../../shared/nouns/value.ts';
import { deal as dealNoun } from '../../../deals/contract/index.ts';
import { person as personNoun } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import { findKept } from './kept-letter.repository.ts';

/** What an answer takes over of the letter it answers. */
export interface Answered {
  readonly to: string;
  readonly thread: Thread;
  /** Who wrote the letter, and the deal it is about. */
  readonly about: { readonly person?: string; readonly deal?: string };
}

/** Message-IDs an answer names at most, the oldest and the nearest. */
const mostReferences = 20;

/**
 * A letter that whoever answers may read and that is told of the record they write from. The answer goes to whom it came from, not to
 * whom it asks it to go: that may be anybody. Throws 422 `notItsAddress` for any other.
 */
export async function getAnswered(
  tx: TransactionContext,
  id: string,
  { noun, id: record }: { readonly noun: string; readonly id: string },
): Promise<Answered> {
  const letter = await findKept(tx.db, id);
  if (!letter?.task || letter.isOurs || !letter.messageId || !letter.fromAddress)
    throw invalidField('answers', 'notItsAddress');
  const { person, company, lead, deal } = await getRecord(tx, task, letter.task);
  const ofNoun: Readonly<Record<string, Reference | null>> = { person, company, lead };
  if (ofNoun[noun]?.id !== record) throw invalidField('answers', 'notItsAddress');
  // Of what the writer does not see the answer says nothing.
  const sees = async (noun: Noun, one: Reference | null) =>
    one !== null && (await findRecordText(tx, noun, one.id, { fields: ['deletedAt'] })) !== null;
  const before = letter.refers.toReversed();
  const references = [...before.slice(0, 1), ...before.slice(1).slice(-mostReferences), letter.messageId];
  const told = {
    ...((await sees(personNoun, person)) ? { person: person?.id ?? '' } : {}),
    ...((await sees(dealNoun, deal)) ? { deal: deal?.id ?? '' } : {}),
  };
  const thread = { inReplyTo: letter.messageId, references };
  return { to: letter.fromAddress, thread, about: told };
}

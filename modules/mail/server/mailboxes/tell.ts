import type { TransactionContext } from '../../../../server/context.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { task } from '../../../tasks/contract/index.ts';
import { type KeptLetter, noteTold } from './kept-letter.repository.ts';
import type { Correspondents } from './recognise.ts';

/** Letters this old, in milliseconds, are a past that is brought along: no process is begun by them that is not for many at once. */
const past = 86_400_000;

/**
 * Tells of a letter in the story of whom it is with: as a task of the kind letter that is done, by whoever acts, with its text and
 * attachments. So it is found, counted as a contact, seen and forgotten as all else that was done with a client.
 */
export async function tellOf(
  tx: TransactionContext,
  letter: KeptLetter,
  { about, owner }: Correspondents,
  files: readonly string[],
): Promise<string> {
  const { id, isOurs, at, subject, body } = letter;
  const isPast = Date.parse(at) < tx.now().getTime() - past;
  const text = task.fields.outcome;
  const made = await createRecord(isPast ? { ...tx, amid: 'many' } : tx, task, {
    ...about,
    ...{ title: subject || letter.fromAddress || '…', kind: 'letter', done: true, dueAt: at },
    initiative: isOurs ? 'ours' : 'theirs',
    outcome: body.slice(0, 'maxLength' in text ? Number(text.maxLength) : longest) || null,
    ...(files.length > 0 ? { files } : {}),
    // Of a shared mailbox nobody in particular is the reader: it is told to whose client it is.
    ...(tx.actor.role === 'system' && owner ? { owner } : {}),
  });
  await noteTold(tx.db, id, made.id);
  return made.id;
}

const longest = 50_000;

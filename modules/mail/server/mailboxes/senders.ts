import { asSystem, type TransactionContext } from '../../../../server/context.ts';
import { enqueueJob } from '../../../../server/jobs/enqueue.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { parsePersonName } from '../../../../shared/names/person-name.ts';
import { lead } from '../../../leads/contract/index.ts';
import { filesJob } from './files.job.ts';
import { type KeptLetter, lockPrint, lockWaitingOf } from './kept-letter.repository.ts';
import { type Correspondents, recognise } from './recognise.ts';
import { tellOf } from './tell.ts';

/** How much of what somebody wrote first stands at the lead made of them. */
const interestLength = 2_000;

/**
 * Makes a lead of whoever wrote a letter, and tells what waits of them. Who has become known meanwhile is not made a second time: the
 * letters go to them.
 */
export async function leadOf(tx: TransactionContext, letter: KeptLetter): Promise<{ noun: string; id: string }> {
  const { fromAddress, fromName, subject, body } = letter;
  // Two letters of one sender in two mailboxes make one lead.
  await lockPrint(tx.db, fromAddress);
  const known = await recognise(asSystem(tx), [fromAddress], letter.refers);
  if (!known) {
    const made = await createRecord(tx, lead, {
      ...(fromName ? { contact: parsePersonName(fromName) } : {}),
      ...{ emails: [{ address: fromAddress }], channel: 'email' },
      interest: [subject, body.slice(0, interestLength)].filter(Boolean).join('\n\n') || null,
    });
    const found = { about: { lead: made.id }, owner: made.owner?.id ?? null };
    await tellWaiting(tx, fromAddress, found);
    return { noun: 'lead', id: made.id };
  }
  await tellWaiting(tx, fromAddress, known);
  return recordIn(known);
}

/** Tells the letters that wait of a sender, who is known now; their attachments are fetched by a job. */
export async function tellWaiting(tx: TransactionContext, sender: string, known: Correspondents): Promise<void> {
  for (const letter of await lockWaitingOf(tx.db, sender)) {
    await tellOf(tx, letter, known, []);
    if (letter.files.length > 0) await enqueueJob(tx, filesJob, { letter: letter.id }, { key: letter.id });
  }
}

function recordIn({ about }: Correspondents): { noun: string; id: string } {
  const noun = ['person', 'company', 'lead'].find((name) => typeof about[name] === 'string') ?? 'lead';
  return { noun, id: String(about[noun]) };
}

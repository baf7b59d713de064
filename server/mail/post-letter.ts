import type { TransactionContext } from '../context.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { newId } from '../records/uuid.ts';
import { hasInstallationServer, isMailSetUp } from './find-mail-server.ts';
import { findNextLetter, insertLetter } from './letter.repository.ts';
import type { LetterText } from './letter-text.ts';
import type { Mailbox, Thread } from './mail-server.ts';
import { mailerOf } from './mailer.ts';
import { sendJob } from './send-job.ts';

export interface NewLetter {
  /** What it is for, e.g. `invitation`. */
  readonly kind: string;
  readonly to: Mailbox;
  readonly content: LetterText;
  /** Who wrote it, and gets the answer; absent for what Rapport itself writes. */
  readonly replyTo?: Mailbox;
  /** After this moment it is not sent any more. */
  readonly until?: Date;
  /** Goes by the installation's mail server, whatever the workspace has named: what it says is not for the workspace's owners. */
  readonly byInstallation?: boolean;
  /** The record it is about, in whose timeline it stands. */
  readonly about?: { readonly noun: string; readonly id: string };
  /** The record its subject names: it goes with that when it is erased. */
  readonly names?: string;
  /** The task that tells of it. */
  readonly task?: string;
  /** The letters it answers. */
  readonly thread?: Thread;
  /** The mailbox it goes out from, by the server that is named there; absent for the workspace's. */
  readonly sender?: string;
}

/**
 * Writes a letter down to be sent once the transaction is committed. Answers its id; null where nobody has named a mail
 * server yet that it may go by: then there is none.
 */
export async function postLetter(tx: TransactionContext, letter: NewLetter): Promise<string | null> {
  const { byInstallation = false } = letter;
  if (!letter.sender && (byInstallation ? !hasInstallationServer(tx) : !(await isMailSetUp(tx)))) return null;
  const { subject, text, html } = letter.content;
  const id = newId();
  await insertLetter(tx.db, {
    ...{ id, kind: letter.kind, subject, toName: letter.to.name, toAddress: letter.to.address },
    // It may let somebody in: neither a look into the database nor a backup may tell.
    content: mailerOf(tx).sealer.seal(
      JSON.stringify({ text, html, replyTo: letter.replyTo, thread: letter.thread, byInstallation }),
    ),
    ...{
      until: letter.until ?? null,
      about: letter.about ?? null,
      names: letter.names ?? null,
      member: tx.actor.memberId,
      task: letter.task ?? null,
      sender: letter.sender ?? null,
    },
  });
  await askToSend(tx);
  return id;
}

/** Has letters sent as they fall due, from within the transaction that wrote them. */
export async function askToSend(tx: TransactionContext): Promise<void> {
  const next = await findNextLetter(tx.db);
  if (next) await enqueueJob(tx, sendJob, {}, { key: 'letters', runAt: next });
}

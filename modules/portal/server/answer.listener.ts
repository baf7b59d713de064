import type { Change, Listener } from '../../../server/changes/change.ts';
import { inTransaction, type TransactionContext } from '../../../server/context.ts';
import { postLetter } from '../../../server/mail/post-letter.ts';
import { findRecordText, getRecord } from '../../../server/records/read.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { PersonName, RecordOf } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import { ticket } from '../../projects/contract/index.ts';
import { ticketComment } from '../contract/index.ts';
import { listOpenAccounts } from './account.repository.ts';
import { addressOf } from './password.job.ts';
import { portalLetter } from './portal-letters.ts';

/** Writes the client a letter that an answer waits in the portal; what it says stays there. */
export const answerListener: Listener = {
  name: 'portal.answers',
  nouns: [ticketComment.name],
  handle: (ctx, changes) =>
    inTransaction(ctx, async (tx) => {
      for (const change of changes) if (isAnswer(change)) await write(tx, change.recordId);
    }),
};

/** Of us, not brought along from elsewhere. */
const isAnswer = ({ kind, memberId, through, fields }: Change) =>
  kind === 'created' && memberId !== null && through !== 'import' && fields.direction?.to === 'toClient';

async function write(tx: TransactionContext, id: string): Promise<void> {
  const found = await findRecordText(tx, ticketComment, id, { fields: ['ticket', 'person', 'deletedAt'] });
  const said = found && (JSON.parse(found.json) as RecordOf<typeof ticketComment>);
  if (!said?.person || said.deletedAt) return;
  const about = await getRecord(tx, ticket, said.ticket.id, { fields: ['subject'] });
  const { name: given } = await getRecord(tx, person, said.person.id, { fields: ['name'] });
  for (const { email, language: chosen } of await listOpenAccounts(tx.db, said.person.id)) {
    const language = chosen ?? tx.workspace.language;
    const name = personNameText(given as PersonName, language);
    const url = `${addressOf(tx)}/requests/${about.id}`;
    await postLetter(tx, {
      ...{ kind: 'portal.answer', to: { name, address: email }, names: said.person.id },
      content: portalLetter({
        kind: 'answer',
        language,
        name,
        workspace: tx.workspace.name,
        url,
        title: about.subject,
      }),
    });
  }
}

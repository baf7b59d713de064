import { spendWriting } from '../../../server/auth/throttle.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readFile, uploadFile } from '../../../server/files/file-service.ts';
import type { Upload } from '../../../server/http/route.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import { AppError, invalid, notFound } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import { tellResponsible } from '../../notices/server/index.ts';
import { person } from '../../people/contract/index.ts';
import { ticket } from '../../projects/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { type PortalFile, ticketComment } from '../contract/index.ts';
import type texts from '../locales/en.json';
import { clientOf } from './me.ts';
import { findRequest, isTheirFile, lockOwnFiles, noteFile } from './request.repository.ts';
import { responsibleFor } from './responsible.ts';

const words = textsOf<typeof texts>('modules/portal');

interface Written {
  readonly text: string;
  /** Sent before, by the same client. */
  readonly files: readonly string[];
}

/** Writes a new request down as a ticket of whoever looks after the client, and tells them. Throws 422 `fileMissing`, 429. */
export async function ask(
  ctx: Context,
  { subject, text, files }: Written & { subject: string },
): Promise<{ id: string }> {
  const client = clientOf(ctx);
  await spend(ctx, 'requests');
  return inTransaction(ctx, async (tx) => {
    await assertOwnFiles(tx, files);
    const owner = await responsibleFor(tx, client.person);
    const given = { subject, description: text, files: [...files], person: client.person, channel: 'portal', owner };
    const { id } = await createRecord(tx, ticket, given);
    await tellResponsible(tx, { kind: 'clientWrote', member: owner, about: { noun: ticket.name, id } });
    return { id };
  });
}

/** Keeps what a client says of a request; one that waited for them, or was thought to be solved, is in work again. Throws 404, 409 `ticketClosed`. */
export async function comment(ctx: Context, id: string, { text, files }: Written): Promise<void> {
  await spend(ctx, 'comments');
  await inTransaction(ctx, async (tx) => {
    const found = await findRequest(tx.db, clientOf(ctx), id);
    if (!found) throw notFound('ticket', id);
    if (found.state === 'closed') throw new AppError(409, 'ticketClosed');
    await assertOwnFiles(tx, files);
    await createRecord(tx, ticketComment, { ticket: id, body: text, files: [...files] });
    if (found.state === 'waiting' || found.state === 'solved') await updateRecord(tx, ticket, id, { state: 'working' });
    const { owner } = await getRecord(tx, ticket, id, { fields: ['owner'] });
    await tellResponsible(tx, { kind: 'clientWrote', member: owner?.id ?? null, about: { noun: ticket.name, id } });
  });
}

/** Makes a task of what is said to be wrong; the card itself is nobody's to write but ours. */
export async function correct(ctx: Context, text: string): Promise<void> {
  const client = clientOf(ctx);
  await spend(ctx, 'corrections');
  await inTransaction(ctx, async (tx) => {
    const { name, company } = await getRecord(tx, person, client.person, { fields: ['name', 'company'] });
    const owner = await responsibleFor(tx, client.person);
    const { language } = ctx.workspace;
    const title = words[language].made.correction.replace('{{name}}', () =>
      personNameText(name as PersonName, language),
    );
    const about = { person: client.person, company: company?.id ?? null, owner };
    const { id } = await createRecord(tx, task, { title, description: text, ...about });
    await tellResponsible(tx, { kind: 'clientWrote', member: owner, about: { noun: task.name, id } });
  });
}

/** Takes a file in that belongs to nothing yet. Throws as `uploadFile`, and 429. */
export async function sendFile(ctx: Context, { filename, content }: Upload): Promise<PortalFile> {
  const { account } = clientOf(ctx);
  await spend(ctx, 'files');
  const { id, name, size } = await uploadFile(ctx, filename, content);
  await noteFile(ctx.db, id, account);
  return { id, name, size };
}

/** Throws 404 for a file that is not the client's to read, as for one that is not there. */
export async function readTheirFile(ctx: Context, id: string): ReturnType<typeof readFile> {
  if (!(await isTheirFile(ctx.db, clientOf(ctx), id))) throw notFound('file', id);
  return readFile(ctx, id);
}

/** What a client may do in an hour. */
const hourly = { requests: 20, comments: 60, corrections: 10, files: 60 } as const;

function spend(ctx: Context, what: keyof typeof hourly): Promise<void> {
  const { account } = clientOf(ctx);
  return inTransaction(ctx, ({ db }) =>
    db.asControl((control) => spendWriting(control, { account, what, hourly: hourly[what] })),
  );
}

/** A file somebody else sent, or that is used already, is as good as none. */
async function assertOwnFiles(tx: TransactionContext, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const own = await lockOwnFiles(tx.db, clientOf(tx).account, files);
  const faults = files.flatMap((id, index) => (own.has(id) ? [] : [{ path: `files.${index}`, code: 'fileMissing' }]));
  if (faults.length > 0) throw invalid(faults);
}

import { assertMayKnow } from '../../../server/access/access.ts';
import { noteOpened } from '../../../server/access-log/note-shown.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { newId } from '../../../server/records/uuid.ts';
import { allowedTo } from '../../../server/sharing/allowed-to.ts';
import { AppError, forbidden, invalidField, notFound } from '../../../shared/errors.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import type { PortalAccount } from '../contract/index.ts';
import { deleteAccount, findAccount, listAccounts, writeAccount, writeWholeCompany } from './account.repository.ts';
import { writeTo } from './password.job.ts';

/** By which addresses somebody may sign in; for whoever sees the person and their addresses. Throws 404, 403 `fieldsHidden`. */
export async function listPortalAccounts(
  ctx: Context,
  id: string,
): Promise<{ readonly items: readonly PortalAccount[]; readonly mayChange: boolean }> {
  const record = await readPerson(ctx, id);
  await noteOpened(ctx, person, id);
  const items = (await listAccounts(ctx.db, id)).map(({ person: _, ...account }) => account);
  return { items, mayChange: !record.deletedAt && (await mayWrite(ctx, person, id)) };
}

/** Invites somebody, or once more. Throws as the endpoint says. */
export function inviteToPortal(
  ctx: Context,
  id: string,
  { email, wholeCompany }: { readonly email: string; readonly wholeCompany: boolean },
): Promise<{ readonly account: PortalAccount; readonly link: string | null }> {
  return inTransaction(ctx, async (tx) => {
    const record = await readPerson(tx, id);
    if (!(await mayWrite(tx, person, id))) throw forbidden('update', person.name);
    if (record.deletedAt) throw new AppError(409, 'inBin');
    if (tx.workspace.sandboxOf) throw new AppError(409, 'outgoingSandbox');
    if (wholeCompany) await assertMayOpen(tx, record);
    if (!(record.emails ?? []).some(({ address }) => address.toLowerCase() === email))
      throw invalidField('email', 'notTheirAddress');
    const given = { id: newId(), person: id, email, wholeCompany, invitedBy: tx.actor.memberId };
    const written = await writeAccount(tx.db, given);
    const account = written ? await findAccount(tx.db, written) : null;
    if (!account) throw invalidField('email', 'portalAddressTaken');
    const { url, isSent } = await writeTo(tx, account, 'invitation');
    await appendChange(tx, { noun: person.name, recordId: id, kind: 'portalInvited', fields: {} });
    const made = (await listAccounts(tx.db, id)).find((one) => one.id === account.id);
    if (!made) throw new Error('An account of the portal was not written');
    const { person: _, ...shown } = made;
    return { account: shown, link: isSent ? null : url };
  });
}

/** Says whether somebody sees what is their company's. Throws 404, 403. */
export function changePortalAccount(ctx: Context, id: string, wholeCompany: boolean): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const record = await lockAccount(tx, id);
    if (wholeCompany) await assertMayOpen(tx, record);
    await writeWholeCompany(tx.db, id, wholeCompany);
  });
}

/** Ends an account at once, with its links and sessions. Throws 404, 403. */
export function endPortalAccount(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const record = await lockAccount(tx, id);
    await deleteAccount(tx.db, id);
    await appendChange(tx, { noun: person.name, recordId: record.id, kind: 'portalEnded', fields: {} });
  });
}

type Person = RecordOf<typeof person>;

/** Addresses that are hidden from somebody are not told by the portal either. */
async function readPerson(ctx: Context, id: string): Promise<Person> {
  const record = await getRecord(ctx, ctx.registry.getNoun(person.name) as typeof person, id);
  assertMayKnow(ctx, person, 'emails');
  return record;
}

async function lockAccount(tx: TransactionContext, id: string): Promise<Person> {
  const account = await findAccount(tx.db, id);
  if (!account) throw notFound('portalAccount', id);
  const record = await readPerson(tx, account.person);
  if (!(await mayWrite(tx, person, record.id))) throw forbidden('update', person.name);
  return record;
}

/** What is a company's is shown by whoever may change that company, not by whoever keeps one of its people. */
async function assertMayOpen(tx: TransactionContext, record: Person): Promise<void> {
  if (!record.company) throw invalidField('wholeCompany', 'personWithoutCompany');
  if (!(await mayWrite(tx, company, record.company.id))) throw forbidden('update', company.name);
}

const mayWrite = (ctx: Context, noun: Noun, id: string) =>
  allowedTo(ctx, ctx.registry.getNoun(noun.name), id, 'update');

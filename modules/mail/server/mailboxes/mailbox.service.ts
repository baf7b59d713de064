import { assertAtBrowser } from '../../../../server/auth/at-browser.ts';
import { spendMailboxSignIns } from '../../../../server/auth/throttle.ts';
import { appendChange } from '../../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../../server/context.ts';
import { MailError } from '../../../../server/mail/mail-error.ts';
import { mailErrorOf } from '../../../../server/mail/mail-fault.ts';
import { mailerOf } from '../../../../server/mail/mailer.ts';
import { newId } from '../../../../server/records/uuid.ts';
import { AppError, forbidden, invalidField, notFound } from '../../../../shared/errors.ts';
import type { MailboxAnswer, MailboxInput, MailboxList } from '../../contract/index.ts';
import { accountOf } from './account-of.ts';
import { askToFetch } from './fetch.job.ts';
import { countIncoming } from './kept-letter.repository.ts';
import {
  countMailboxes,
  deleteMailboxRow,
  findMailboxRow,
  forgetReadUpTo,
  listMailboxRows,
  lockMailbox,
  type MailboxRow,
  type MailboxSettings,
  writeMailboxRow,
} from './mailbox.repository.ts';

/** Mailboxes of one member, and of the workspace. */
const most = 20;

/** The mailboxes of whoever asks and of the workspace. */
export async function listMailboxesOf(ctx: Context): Promise<MailboxList> {
  const rows = await listMailboxRows(ctx.db, memberOf(ctx));
  const shared = rows.filter(({ member }) => member === null).map(({ id }) => id);
  const incoming = maySort(ctx) ? await countIncoming(ctx.db, shared) : 0;
  return { items: rows.map((row) => answerOf(ctx, row)), incoming };
}

/** Whoever works says whose the letters are that come to the workspace. */
export const maySort = ({ actor }: Context): boolean => actor.role !== 'viewer';

/**
 * Adds a mailbox of whoever asks, or for owners one of the workspace. Who holds its letters holds what they let in to, so no key may.
 * @throws {AppError} 403 `signInNeeded`, `forbidden`; 409 `tooManyMailboxes`; 422 naming a host or port that may not be connected to;
 *   429 `tooManyRequests` with `seconds` to wait.
 */
export async function add(ctx: Context, { shared, ...input }: MailboxInput & { readonly shared: boolean }) {
  assertAtBrowser(ctx);
  if (shared && ctx.actor.role !== 'owner') throw forbidden('create', 'mailbox');
  const member = shared ? null : memberOf(ctx);
  await countSignIn(ctx);
  await assertReachable(ctx, input);
  const row = rowOf(ctx, { id: newId(), member, before: null }, input);
  return inTransaction(ctx, async (tx) => {
    if ((await countMailboxes(tx.db, member)) >= most) throw new AppError(409, 'tooManyMailboxes', { most });
    await writeMailboxRow(tx.db, row);
    await log(tx, row, 'created');
    await askToFetch(tx, row.id);
    return shownOf(tx, row.id);
  });
}

/** Changes how a mailbox is reached and what is told of it. Throws as `add`, and 404 for one that is somebody else's. */
export async function change(ctx: Context, id: string, input: MailboxInput): Promise<MailboxAnswer> {
  assertAtBrowser(ctx);
  await getChangeable(ctx, id);
  await countSignIn(ctx);
  await assertReachable(ctx, input);
  return inTransaction(ctx, async (tx) => {
    await lockMailbox(tx.db, id);
    const before = await getChangeable(tx, id);
    const row = rowOf(ctx, { id, member: before.member, before }, input);
    await writeMailboxRow(tx.db, row);
    if (row.since.slice(0, 10) < before.since.slice(0, 10)) await forgetReadUpTo(tx.db, id);
    await log(tx, row, 'updated');
    await askToFetch(tx, id);
    return shownOf(tx, id);
  });
}

/** Forgets a mailbox with its letters, but those that are told in a story. */
export async function remove(ctx: Context, id: string): Promise<{ readonly removed: true }> {
  const before = await getChangeable(ctx, id);
  return inTransaction(ctx, async (tx) => {
    await deleteMailboxRow(tx.db, id);
    await log(tx, before, 'deleted');
    return { removed: true };
  });
}

/** Signs in and tells what it would fetch from, or what is wrong. Throws 404, and 422 as `add`. */
export async function test(
  ctx: Context,
  {
    id,
    ...input
  }: Pick<MailboxInput, 'host' | 'port' | 'security' | 'user' | 'password'> & { readonly id?: string | undefined },
) {
  assertAtBrowser(ctx);
  const before = id ? await getChangeable(ctx, id) : null;
  await countSignIn(ctx);
  const password = passwordOf(ctx, before, input);
  try {
    const folders = await mailerOf(ctx).atMailbox(accountOf(ctx, { ...input, password }), (open) => open.listFolders());
    return { folders: folders.map(({ path }) => path), fault: null, answer: null };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return { folders: [], fault: error.code, answer: error.answer };
  }
}

/** Has a mailbox looked at now. Throws 404. */
export async function fetchNow(ctx: Context, id: string): Promise<MailboxAnswer> {
  mailerOf(ctx);
  const { member } = await getSeen(ctx, id);
  if (member === null && !maySort(ctx)) throw forbidden('update', 'mailbox');
  return inTransaction(ctx, async (tx) => {
    await askToFetch(tx, id);
    return shownOf(tx, id);
  });
}

/** Whoever tries passwords tries them at servers of others, which take us for whoever guesses. */
function countSignIn(ctx: Context): Promise<void> {
  return inTransaction(ctx, ({ db }) => db.asControl((control) => spendMailboxSignIns(control, memberOf(ctx))));
}

async function shownOf(ctx: Context, id: string): Promise<MailboxAnswer> {
  return answerOf(ctx, await getSeen(ctx, id));
}

/** One of the workspace or the asker's own: others' are nothing to anybody, owners included. Throws 404. */
async function getSeen(ctx: Context, id: string): Promise<MailboxRow> {
  const row = await findMailboxRow(ctx.db, id);
  if (!row || !(row.member === null || row.member === memberOf(ctx))) throw notFound('mailbox', id);
  return row;
}

async function getChangeable(ctx: Context, id: string): Promise<MailboxRow> {
  const row = await getSeen(ctx, id);
  if (row.member === null && ctx.actor.role !== 'owner') throw forbidden('update', 'mailbox');
  return row;
}

/** Whose mailboxes are meant; an owner who looks at the workspace as somebody else has none of theirs. */
export function memberOf({ actor, seenBy }: Context): string {
  if (!actor.memberId) throw new AppError(401, 'notSignedIn');
  return seenBy ?? actor.memberId;
}

function answerOf(ctx: Context, row: MailboxRow): MailboxAnswer {
  const { id, member, name, address, host, port, security, user, password, tells, makesLeads, since } = row;
  const { checkedAt, nextAt, fault, answer, sends } = row;
  const mayChange = member !== null || ctx.actor.role === 'owner';
  const server = mayChange ? { host, port, security, user, hasPassword: password !== null, sends } : null;
  const state = { checkedAt, nextAt, fault, answer: mayChange ? answer : null };
  return { id, shared: member === null, name, address, server, tells, makesLeads, since, ...state };
}

function rowOf(
  ctx: Context,
  { id, member, before }: { readonly id: string; readonly member: string | null; readonly before: MailboxRow | null },
  input: MailboxInput,
): MailboxSettings {
  // Of one of the workspace nothing is anybody's own: what is with clients is told.
  const [tells, makesLeads] = member === null ? (['known', input.makesLeads] as const) : [input.tells, false];
  const password = passwordOf(ctx, before, input);
  return { ...input, id, member, password, tells, makesLeads, since: `${input.since}T00:00:00.000Z` };
}

type Sends = Pick<MailboxInput, 'sends'>;

/** A password goes only where it was given for: another server or another user asks for it anew. */
function passwordOf(
  ctx: Context,
  before: MailboxRow | null,
  { host, port, user, password, sends }: Pick<MailboxInput, 'host' | 'port' | 'user' | 'password'> & Partial<Sends>,
): string {
  if (password) return mailerOf(ctx).sealer.seal(password);
  const goesTo = (one: Sends['sends']) => (one ? `${one.host}:${one.port}` : '');
  const isSent = sends && goesTo(sends) !== goesTo(before?.sends ?? null);
  const isSame = before && before.host === host && before.port === port && before.user === user && !isSent;
  if (!isSame || before.password === null) throw invalidField('password', 'required');
  return before.password;
}

/** A name nobody knows yet may be known by the time it is looked at; all else is refused at once. */
async function assertReachable(ctx: Context, { host, port, sends }: MailboxInput): Promise<void> {
  const mailer = mailerOf(ctx);
  await asInput('', mailer.checkMailbox({ host, port }));
  if (sends) await asInput('sends.', mailer.check(sends));
}

async function asInput(path: string, check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    const { code } = error instanceof MailError ? error : mailErrorOf(error);
    const isPort = code === 'mailboxPort' || code === 'mailPort';
    if (code !== 'outgoingUnknownHost') throw invalidField(`${path}${isPort ? 'port' : 'host'}`, code);
  }
}

/** Who named which mailbox of the workspace; of one's own only that there is one. Never a password. */
async function log(tx: TransactionContext, row: MailboxSettings, kind: string): Promise<void> {
  const { id, member, address, host, port, user, tells, makesLeads } = row;
  const told = member === null ? { address, host, port, user, tells, makesLeads } : {};
  const fields = Object.fromEntries(Object.entries(told).map(([name, to]) => [name, { to }]));
  await appendChange(tx, { noun: 'mailbox', recordId: id, kind, fields });
}

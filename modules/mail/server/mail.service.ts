import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import { appendChange } from '../../../server/changes/append.ts';
import type { Change } from '../../../server/changes/change.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getMailServer } from '../../../server/mail/find-mail-server.ts';
import {
  findLetterRow,
  type LetterState,
  listLetterRows,
  restartLetters,
} from '../../../server/mail/letter.repository.ts';
import { testLetter } from '../../../server/mail/letters.ts';
import { MailError } from '../../../server/mail/mail-error.ts';
import { mailErrorOf } from '../../../server/mail/mail-fault.ts';
import {
  deleteMailServerRow,
  findMailServerRow,
  type MailServerRow,
  writeMailServerRow,
} from '../../../server/mail/mail-server.repository.ts';
import { mailerOf } from '../../../server/mail/mailer.ts';
import { askToSend } from '../../../server/mail/post-letter.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { getRecord } from '../../../server/records/read.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import type { Letter, MailServerInput, MailSettings, TestOutcome } from '../contract/index.ts';

/** The mail server in use, without its password. */
export async function readSettings(ctx: Context): Promise<MailSettings> {
  const row = await findMailServerRow(ctx.db);
  if (row) return { source: 'workspace', server: shown(row) };
  const server = ctx.workspace.sandboxOf ? null : ctx.mailer?.server;
  if (!server) return { source: 'none', server: null };
  const { from, ...rest } = server;
  return { source: 'environment', server: shown({ ...rest, fromName: from.name, fromAddress: from.address }) };
}

/**
 * Names the workspace's mail server and has what waits sent by it. Whose server it is reads every link to a new password, so no
 * key may name one.
 * @throws {AppError} 403 `signInNeeded`, 422 naming a host or port that may not be connected to, or a password that has to be given.
 */
export async function changeSettings(ctx: Context, input: MailServerInput): Promise<MailSettings> {
  assertAtBrowser(ctx);
  const before = await findMailServerRow(ctx.db);
  await assertReachable(ctx, input);
  const row: MailServerRow = { ...input, password: passwordOf(ctx, before, input) };
  return inTransaction(ctx, async (tx) => {
    await writeMailServerRow(tx.db, row);
    await log(tx, before, row);
    await restartLetters(tx.db, null);
    await askToSend(tx);
    return readSettings(tx);
  });
}

/** Forgets the workspace's mail server. */
export function clearSettings(ctx: Context): Promise<MailSettings> {
  return inTransaction(ctx, async (tx) => {
    const before = await findMailServerRow(tx.db);
    await deleteMailServerRow(tx.db);
    if (before) await log(tx, before, null);
    return readSettings(tx);
  });
}

/** Sends whoever asks a letter at once, past the letters that wait. */
export async function sendTest(ctx: Context): Promise<TestOutcome> {
  const { memberId } = ctx.actor;
  if (!memberId) throw new AppError(401, 'notSignedIn');
  const member = ctx.registry.getNoun('member');
  const name = String((await getRecord(ctx, member, memberId)).name);
  const account = await inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => findMemberAccount(control, ctx.workspace.id, memberId)),
  );
  if (!account) throw new AppError(401, 'notSignedIn');
  const content = testLetter({ language: ctx.language, name, workspace: ctx.workspace.name });
  const to = { name, address: account.email };
  try {
    const answer = await mailerOf(ctx).hand(await getMailServer(ctx), { id: newId(), at: ctx.now(), to, ...content });
    return { to: account.email, fault: null, answer };
  } catch (error) {
    if (!(error instanceof MailError || error instanceof OutgoingError)) throw error;
    const { code, answer } = mailErrorOf(error);
    return { to: account.email, fault: code, answer };
  }
}

/** A page of letters, newest first. */
export async function listLettersOf(
  ctx: Context,
  query: { readonly state?: LetterState | undefined; readonly limit: number; readonly cursor?: string | undefined },
) {
  const { state = null, limit, cursor = null } = query;
  const rows = await listLetterRows(ctx.db, { state, before: cursor, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Has a letter sent now. Throws 404, 409 `letterGone` for one that was sent, or that is good no longer. */
export function resend(ctx: Context, id: string): Promise<Letter> {
  return inTransaction(ctx, async (tx) => {
    const before = await findLetterRow(tx.db, id);
    if (!before) throw notFound('letter', id);
    if (before.state === 'sent' || before.fault === 'mailExpired') throw new AppError(409, 'letterGone');
    await restartLetters(tx.db, id);
    await askToSend(tx);
    return (await findLetterRow(tx.db, id)) ?? before;
  });
}

function shown({ password, ...row }: MailServerRow) {
  return { ...row, hasPassword: password !== null };
}

/** A password goes only where it was given for: another server, another user or less protection asks for it anew. */
function passwordOf(ctx: Context, before: MailServerRow | null, input: MailServerInput): string | null {
  if (!input.user) return null;
  if (input.security === 'none') throw invalidField('security', 'mailPasswordUnprotected');
  if (input.password) return mailerOf(ctx).sealer.seal(input.password);
  const isSame = before && before.host === input.host && before.port === input.port && before.user === input.user;
  if (!isSame || before.password === null) throw invalidField('password', 'required');
  return before.password;
}

/** A name nobody knows yet may be known by the time a letter is sent; all else is refused at once. */
async function assertReachable(ctx: Context, { host, port }: MailServerInput): Promise<void> {
  try {
    await mailerOf(ctx).check({ host, port });
  } catch (error) {
    const { code } = mailErrorOf(error);
    if (code !== 'outgoingUnknownHost') throw invalidField(code === 'mailPort' ? 'port' : 'host', code);
  }
}

/** Who changed what, never a password. */
async function log(
  tx: Parameters<typeof appendChange>[0],
  before: MailServerRow | null,
  after: MailServerRow | null,
): Promise<void> {
  const names = ['host', 'port', 'security', 'user', 'fromName', 'fromAddress'] as const;
  const fields: Record<string, Change['fields'][string]> = {};
  for (const name of names)
    if (before?.[name] !== after?.[name]) fields[name] = { from: before?.[name], to: after?.[name] };
  if (before?.password !== after?.password) fields.password = {};
  const kind = after ? (before ? 'updated' : 'created') : 'deleted';
  await appendChange(tx, { noun: 'mailServer', recordId: tx.workspace.id, kind, fields });
}

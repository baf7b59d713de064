import { assertNetworks } from '../../../server/auth/api-key.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalid, invalidField, notFound } from '../../../shared/errors.ts';
import { member } from '../../workspace/contract/index.ts';
import type { Exchange, ExchangeInput, ExchangePatch, Extension, Line } from '../contract/index.ts';
import { ringForTest } from './call.repository.ts';
import {
  deleteExchangeRow,
  type ExchangeRow,
  findExchangeRow,
  insertExchange,
  listExchangeRows,
  updateExchangeRow,
} from './exchange.repository.ts';
import { newKey } from './exchange-key.ts';
import { tellPhones } from './tell-phones.ts';

/** More than these nobody has; it keeps what each call looks through small. */
const most = 50;

export async function listExchanges(ctx: Context): Promise<readonly Exchange[]> {
  return Promise.all((await listExchangeRows(ctx.db)).map((row) => shownOf(ctx, row)));
}

/** Throws 409 `tooManyExchanges`, 422 naming each input at fault. */
export async function makeExchange(ctx: Context, input: ExchangeInput): Promise<{ exchange: Exchange; key: string }> {
  await assertSound(ctx, input);
  const id = newId();
  const { key, sealed } = newKey(ctx);
  return inTransaction(ctx, async (tx) => {
    if ((await listExchangeRows(tx.db)).length >= most) throw new AppError(409, 'tooManyExchanges');
    await insertExchange(tx.db, { ...input, id, key: sealed });
    await log(tx, id, 'created', null, input);
    return { exchange: await shownOf(tx, await getRow(tx, id)), key };
  });
}

export async function changeExchange(ctx: Context, id: string, patch: ExchangePatch): Promise<Exchange> {
  await assertSound(ctx, patch);
  return inTransaction(ctx, async (tx) => {
    const before = await getRow(tx, id);
    await updateExchangeRow(tx.db, id, patch);
    await log(tx, id, 'updated', before, patch);
    return shownOf(tx, await getRow(tx, id));
  });
}

export async function removeExchange(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await getRow(tx, id);
    await deleteExchangeRow(tx.db, id);
    await appendChange(tx, { noun: 'phoneExchange', recordId: id, kind: 'deleted', fields: {} });
  });
}

/** The old key ends at once: whoever has it tells us of calls that never were. */
export async function renewKey(ctx: Context, id: string): Promise<string> {
  const { key, sealed } = newKey(ctx);
  await inTransaction(ctx, async (tx) => {
    await getRow(tx, id);
    await updateExchangeRow(tx.db, id, { key: sealed });
    await appendChange(tx, { noun: 'phoneExchange', recordId: id, kind: 'updated', fields: { key: {} } });
  });
  return key;
}

/** Shows the actor what a call looks like when it rings. */
export async function ringMine(ctx: Context, id: string): Promise<void> {
  const { memberId } = ctx.actor;
  if (!memberId) throw new AppError(401, 'notSignedIn');
  await inTransaction(ctx, async (tx) => {
    const { lines } = await getRow(tx, id);
    await ringForTest(tx.db, { exchange: id, member: memberId, line: lines[0]?.name ?? null });
    await tellPhones(tx, [memberId]);
  });
}

async function getRow({ db }: Context, id: string): Promise<ExchangeRow> {
  const found = await findExchangeRow(db, id);
  if (!found) throw notFound('phoneExchange', id);
  return found;
}

async function shownOf(ctx: Context, { key: _, ...row }: ExchangeRow): Promise<Exchange> {
  const ids = [...row.lines.flatMap(({ members }) => members), ...row.extensions.map((one) => one.member)];
  const members = await readMany(ctx, member, 'id', [...new Set(ids)]);
  const names = Object.fromEntries(members.map(({ id, name }) => [id, name]));
  return { ...row, names, path: `/api/v1/telephony/${ctx.workspace.id}/${row.id}/events` };
}

async function assertSound(ctx: Context, { networks, dialUrl, lines, extensions }: ExchangePatch): Promise<void> {
  if (networks) assertNetworks(networks);
  if (dialUrl) await assertCallable(ctx, dialUrl);
  if (lines) assertOnce('lines', lines);
  if (extensions) assertOnce('extensions', extensions);
  await assertMembers(ctx, lines ?? [], extensions ?? []);
}

/** One number leads to one line, and to one telephone. */
function assertOnce(path: string, list: readonly { readonly number: string }[]): void {
  const again = list.findIndex(({ number }, index) => list.findIndex((one) => one.number === number) !== index);
  if (again >= 0) throw invalidField(`${path}.${again}.number`, 'duplicate');
}

async function assertMembers(ctx: Context, lines: readonly Line[], extensions: readonly Extension[]): Promise<void> {
  const named = [
    ...lines.flatMap(({ members }, index) => members.map((id, at) => ({ id, path: `lines.${index}.members.${at}` }))),
    ...extensions.map(({ member: id }, index) => ({ id, path: `extensions.${index}.member` })),
  ];
  const ids = [...new Set(named.map(({ id }) => id))];
  const known = new Set((await readMany(ctx, member, 'id', ids)).map(({ id }) => id));
  const wrong = named.filter(({ id }) => !known.has(id));
  if (wrong.length > 0)
    throw invalid(wrong.map(({ path }) => ({ path, code: 'unknownReference', params: { noun: 'member' } })));
}

/** A name nobody knows yet may be known by the time somebody calls; all else is refused at once. */
async function assertCallable(ctx: Context, url: string): Promise<void> {
  try {
    await outgoingOf(ctx).check(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    if (error.code !== 'outgoingUnknownHost') throw invalidField('dialUrl', error.code);
  }
}

async function log(
  tx: TransactionContext,
  id: string,
  kind: 'created' | 'updated',
  before: ExchangeRow | null,
  patch: ExchangePatch,
): Promise<void> {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const changed = Object.entries(patch).filter(([name, to]) => JSON.stringify(was[name]) !== JSON.stringify(to));
  if (changed.length === 0) return;
  const fields = changed.map(([name, to]) => [name, { ...(before ? { from: was[name] } : {}), to }]);
  await appendChange(tx, { noun: 'phoneExchange', recordId: id, kind, fields: Object.fromEntries(fields) });
}

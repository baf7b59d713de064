import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import { lead } from '../../leads/contract/index.ts';
import type { Channel, ChannelInput, KeptChannel, TriedChannel } from '../contract/index.ts';
import {
  type ChannelRow,
  deleteChannelRow,
  findChannelRow,
  listChannelRows,
  writeChannelRow,
} from './channel.repository.ts';
import { ChannelError } from './channel-error.ts';
import { newChannelKey, openSecret, sealSecret } from './channel-secret.ts';
import type { Adapter } from './channels/adapter.ts';
import { adapterOf } from './channels/adapters.ts';
import { readSecrets } from './channels/whatsapp.ts';
import { askToExchange } from './exchange.job.ts';

/** More than these nobody has. */
const most = 30;

export async function listChannelsOf(ctx: Context): Promise<readonly Channel[]> {
  return (await listChannelRows(ctx.db)).map((row) => shownOf(ctx, row));
}

/**
 * Sets up a channel. Who holds it reads what clients write, so no key may. Throws 403 `signInNeeded`, 409 `tooManyChannels`, 422 naming the
 * input at fault.
 */
export async function add(ctx: Context, input: ChannelInput): Promise<KeptChannel> {
  assertAtBrowser(ctx);
  await assertSound(ctx, input);
  return inTransaction(ctx, async (tx) => {
    if ((await listChannelRows(tx.db)).length >= most) throw new AppError(409, 'tooManyChannels', { most });
    return keep(tx, newId(), null, input);
  });
}

/** Changes a channel; its kind stays. Throws as `add`, and 404. */
export async function change(ctx: Context, id: string, input: ChannelInput): Promise<KeptChannel> {
  assertAtBrowser(ctx);
  const before = await getRow(ctx, id);
  if (before.kind !== input.kind) throw invalidField('kind', 'readOnly');
  await assertSound(ctx, input);
  return inTransaction(ctx, (tx) => keep(tx, id, before, input));
}

/** Takes a channel away with its secret; conversations and what is told of them stay. Throws 404. */
export async function remove(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await getRow(tx, id);
    await deleteChannelRow(tx.db, id);
    await log(tx, before, null);
  });
}

/** Signs in at a channel; nobody is written to. Throws 404. */
export async function test(ctx: Context, id: string): Promise<TriedChannel> {
  const channel = await getRow(ctx, id);
  try {
    return { fault: null, answer: await adapterOf(channel.kind).test(ctx, channel) };
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    return { fault: error.code, answer: error.answer };
  }
}

async function getRow({ db }: Context, id: string): Promise<ChannelRow> {
  const row = await findChannelRow(db, id);
  if (!row) throw notFound('channel', id);
  return row;
}

async function keep(
  tx: TransactionContext,
  id: string,
  before: ChannelRow | null,
  input: ChannelInput,
): Promise<KeptChannel> {
  const { kind, name, active, makesLeads, source, dailyLimit } = input;
  const settings = settingsOf(input);
  const given = secretIn(tx, before, input);
  const key = makesKey(before, input) ? newChannelKey() : null;
  const secret = key ?? given;
  if (adapterOf(kind).secret === 'given') assertGivenAnew(before, settings, 'password' in input && input.password);
  const facts = { id, kind, name, active, makesLeads, source, dailyLimit, settings };
  const row = { ...facts, secret: secret === undefined ? (before?.secret ?? null) : sealSecret(tx, secret) };
  await writeChannelRow(tx.db, row);
  await log(tx, before, row);
  await askToExchange(tx, id);
  return { channel: shownOf(tx, await getRow(tx, id)), key };
}

function makesKey(before: ChannelRow | null, input: ChannelInput): boolean {
  return adapterOf(input.kind).secret === 'made' && (before === null || ('newKey' in input && input.newKey));
}

const notSettings: ReadonlySet<string> = new Set([
  ...['kind', 'name', 'active', 'makesLeads', 'source', 'dailyLimit', 'password', 'appSecret', 'newKey'],
]);

/** What a channel is reached by, apart from what is secret. */
function settingsOf(input: ChannelInput): ChannelRow['settings'] {
  const named = Object.entries(input).filter(([name]) => !notSettings.has(name));
  return Object.fromEntries(named.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]));
}

/** What it is signed in with, where that is new; of WhatsApp the token and what the app signs with, each as it was where it is not given. */
function secretIn(ctx: Context, before: ChannelRow | null, input: ChannelInput): string | undefined {
  const given = ('password' in input && input.password) || undefined;
  if (input.kind !== 'whatsapp') return given;
  const { appSecret: signs } = input;
  if (!given && !signs && before) return undefined;
  const known = before && !(given && signs) ? readSecrets(openSecret(ctx, before)) : null;
  const [token, appSecret] = [given ?? known?.token, (signs || undefined) ?? known?.appSecret];
  if (!token) throw invalidField('password', 'required');
  if (!appSecret) throw invalidField('appSecret', 'required');
  return JSON.stringify({ token, appSecret });
}

/** A password or token goes only where it was given for: another host, user or less protection asks for it anew, whatever else is given. */
function assertGivenAnew(
  before: ChannelRow | null,
  settings: ChannelRow['settings'],
  password: string | false | undefined,
): void {
  if (password) return;
  const same = ['host', 'port', 'security', 'user', 'url'].every((name) => before?.settings[name] === settings[name]);
  if (!same || before?.secret === null) throw invalidField('password', 'required');
}

async function assertSound(ctx: Context, input: ChannelInput): Promise<void> {
  const adapter: Adapter = adapterOf(input.kind);
  await adapter.check(ctx, input);
  const { source } = input;
  const options = ctx.registry.getNoun(lead.name).fields.source;
  const known = options?.kind === 'choice' ? options.options.map(({ value }) => value) : [];
  if (source !== null && !known.includes(source)) throw invalidField('source', 'notAnOption', { options: known });
}

function shownOf(ctx: Context, { secret: _, position: __, ...row }: ChannelRow): Channel {
  return { ...row, path: adapterOf(row.kind).path?.(ctx.workspace.id, row.id) ?? null };
}

/** Who changed what, never a secret. */
async function log(
  tx: TransactionContext,
  before: ChannelRow | null,
  after: Pick<
    ChannelRow,
    'id' | 'name' | 'active' | 'makesLeads' | 'source' | 'dailyLimit' | 'settings' | 'secret'
  > | null,
): Promise<void> {
  const flat = (row: typeof after): Readonly<Record<string, unknown>> => {
    if (!row) return {};
    const { name, active, makesLeads, source, dailyLimit, settings } = row;
    return { name, active, makesLeads, source, dailyLimit, ...settings };
  };
  const [was, is] = [flat(before), flat(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
  const fields = Object.fromEntries(names.map((name) => [name, { from: was[name], to: is[name] }]));
  const isSecretNew = after !== null && before?.secret !== after.secret;
  const kind = after ? (before ? 'updated' : 'created') : 'deleted';
  const recordId = (after ?? before)?.id ?? '';
  await appendChange(tx, {
    noun: 'messageChannel',
    recordId,
    kind,
    fields: { ...fields, ...(isSecretNew ? { secret: {} } : {}) },
  });
}

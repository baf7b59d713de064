import { noteOpened, noteShown } from '../../../server/access-log/note-shown.ts';
import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import type { BodyOf } from '../../../shared/contract/endpoint.ts';
import { AppError, forbidden, invalidField, notFound } from '../../../shared/errors.ts';
import { parsePersonName } from '../../../shared/names/person-name.ts';
import type { Phone } from '../../../shared/nouns/value.ts';
import { readCallNumber } from '../../../shared/phones/call-number.ts';
import { lead } from '../../leads/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { member } from '../../workspace/contract/index.ts';
import { type Conversation, type changeConversation, reachable } from '../contract/index.ts';
import { listChannelRows } from './channel.repository.ts';
import { adapterOf } from './channels/adapters.ts';
import { type Correspondent, hiddenAccount, mayKnowAccounts, mayReadWords, readClients } from './clients.ts';
import {
  type ConversationQuery,
  type ConversationRow,
  changeConversationRow,
  findConversationRow,
  listConversationRows,
} from './conversation.repository.ts';
import { listMessages } from './message.repository.ts';
import { shownMessages } from './record-messages.ts';
import { actingAs, tellBrowsers, tellOf } from './tell.ts';
import { answer } from './write.ts';

interface Seen {
  readonly row: ConversationRow;
  readonly client: Correspondent | null;
}

/** Whoever works sees what nobody known has written; what is with a client is seen by whoever may read the client. */
async function seenAmong(ctx: Context, rows: readonly ConversationRow[]): Promise<readonly Seen[]> {
  if (!mayReadWords(ctx)) return [];
  const clients = await readClients(ctx, rows);
  return rows.flatMap((row): readonly Seen[] => {
    if (row.record === null) return [{ row, client: null }];
    const client = clients.get(row.record);
    return client ? [{ row, client }] : [];
  });
}

/** A page of the conversations that the actor may see, the last to be spoken in first. */
export async function listSeen(
  ctx: Context,
  {
    of,
    state,
    limit,
    cursor,
  }: Pick<ConversationQuery, 'of' | 'state' | 'limit'> & { readonly cursor?: string | undefined },
) {
  const isSetUp = (await listChannelRows(ctx.db)).length > 0;
  const seen: Seen[] = [];
  let after = cursor ? readCursor(cursor) : null;
  let isLast = false;
  while (seen.length < limit && !isLast) {
    const asked = { of, state, member: ctx.actor.memberId, after, limit: pageSize };
    const rows = await listConversationRows(ctx.db, asked);
    isLast = rows.length < pageSize;
    for (const one of await seenAmong(ctx, rows)) if (seen.length < limit) seen.push(one);
    const last = seen.length >= limit ? seen.at(-1)?.row : rows.at(-1);
    after = last ? [last.lastAt, last.id] : after;
  }
  const next = isLast && seen.length < limit ? null : (after?.join('|') ?? null);
  await noteListed(ctx, seen);
  return { items: await shownOf(ctx, seen), next, isSetUp };
}

/** Who was shown whom stands with all else that was read. */
async function noteListed(ctx: Context, seen: readonly Seen[]): Promise<void> {
  for (const name of reachable) {
    const ids = seen.flatMap(({ client }) => (client?.noun === name ? [client.id] : []));
    const noun = ctx.registry.findNoun(name);
    if (noun && ids.length > 0)
      await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, { fields: ['phones'] });
  }
}

const pageSize = 100;

function readCursor(cursor: string): readonly [string, string] {
  const [at = '', id = ''] = cursor.split('|');
  if (Number.isNaN(Date.parse(at)) || !/^[\da-f-]{36}$/i.test(id)) throw invalidField('cursor', 'wrongValue');
  return [at, id];
}

/** A conversation with what was said last. Throws 404 for one the actor may not see. */
export async function getSeen(ctx: Context, id: string) {
  const seen = await getOne(ctx, id);
  const { client } = seen;
  if (client) await noteOpened(ctx, ctx.registry.getNoun(client.noun), client.id, { fields: ['phones'] });
  const messages = await shownMessages(ctx, await listMessages(ctx.db, [id], 200));
  return { conversation: await shown(ctx, seen), messages };
}

/** Answers in a conversation, which is the answerer's if it was nobody's. Throws 404, and what `answer` throws. */
export function answerIn(ctx: Context, id: string, text: string) {
  return inTransaction(ctx, async (tx) => {
    const { row, client } = await getOne(tx, id, true);
    return answer(tx, row, { client, text });
  });
}

type Changes = BodyOf<typeof changeConversation>;

/** Takes over, hands on, closes, marks as seen, says whom it is with. Throws 404, 409 `conversationTaken`, and what writing records throws. */
export function change(
  ctx: Context,
  id: string,
  { client, member: to, state, isUnread }: Changes,
): Promise<Conversation> {
  return inTransaction(ctx, async (tx) => {
    const { row } = await getOne(tx, id, true);
    if (client !== undefined) await nameClient(tx, row, client);
    if (to) await assertMember(tx, to);
    await changeConversationRow(tx.db, id, {
      ...(to === undefined ? {} : { member: to }),
      ...(state ? { state } : {}),
      ...(isUnread === false || state === 'closed' ? { isUnread: false } : {}),
    });
    await tellBrowsers(tx, id);
    const after = await findConversationRow(tx.db, id);
    if (!after) throw notFound('conversation', id);
    // Whoever hands something on sees what they did.
    const clients = await readClients(asSystem(tx), [after]);
    return shown(tx, { row: after, client: clients.get(after.record ?? '') ?? null });
  });
}

async function getOne(ctx: Context, id: string, lock = false): Promise<Seen> {
  const row = await findConversationRow(ctx.db, id, lock);
  const [seen] = row ? await seenAmong(ctx, [row]) : [];
  if (!seen) throw notFound('conversation', id);
  return seen;
}

/** What was said so far is told of whom it was with. */
async function nameClient(
  tx: TransactionContext,
  row: ConversationRow,
  named: NonNullable<Changes['client']>,
): Promise<void> {
  if (row.record !== null) throw new AppError(409, 'conversationTaken');
  const client = named === 'lead' ? await makeLead(tx, row) : await joinPerson(tx, row, named.person);
  const changed = { noun: client.noun, record: client.id, member: row.member ?? client.owner };
  await changeConversationRow(tx.db, row.id, changed);
  const said = await shownMessages(tx, await listMessages(tx.db, [row.id], 50));
  const lines = said.map(({ direction, by, text }) => `${direction === 'in' ? client.label : by}: ${text}`);
  const { direction = 'in' } = said[0] ?? {};
  await tellOf(actingAs(tx, tx.actor.memberId), { ...row, ...changed }, client, {
    direction,
    name: '',
    text: lines.join('\n'),
  });
}

async function makeLead(tx: TransactionContext, row: ConversationRow): Promise<Correspondent> {
  const { account, name, lastText } = row;
  const number = isNumber(row) ? readCallNumber(account) : null;
  const made = await createRecord(tx, lead, {
    ...(number ? { phones: [{ number: number.text, original: number.text }] } : { name: name || account }),
    ...(name ? { contact: parsePersonName(name) } : {}),
    ...{ channel: 'messenger', interest: lastText || null },
  });
  const facts = { noun: 'lead' as const, id: made.id, label: String(made.name ?? '') };
  return { ...facts, owner: made.owner?.id ?? null, about: { lead: made.id } };
}

const isNumber = ({ channelKind }: ConversationRow): boolean => adapterOf(channelKind).reaches === 'phones';

/** The number becomes one of the person's, an account that others find one of their profiles. */
async function joinPerson(tx: TransactionContext, row: ConversationRow, id: string): Promise<Correspondent> {
  const { phones, profiles } = await getRecord(tx, person, id);
  if (isNumber(row)) {
    const known = (phones ?? []) as readonly Phone[];
    const added = { number: row.account, original: row.account };
    if (!known.some(({ number }) => number === row.account))
      await updateRecord(tx, person, id, { phones: [...known, added] });
  } else {
    const known = (profiles ?? []) as readonly { readonly address: string }[];
    const address = row.handle && adapterOf(row.channelKind).profileOf?.(row.handle);
    if (address && !known.some((one) => one.address === address))
      await updateRecord(tx, person, id, { profiles: [...known, { address }] });
  }
  const client = (await readClients(tx, [{ noun: 'person', record: id }])).get(id);
  if (!client) throw forbidden('update', person.name);
  return client;
}

async function assertMember(tx: TransactionContext, id: string): Promise<void> {
  const [found] = await readMany(asSystem(tx), member, 'id', [id]);
  if (!found?.active) throw invalidField('member', 'missingTarget', { noun: member.name });
}

async function shown(ctx: Context, seen: Seen): Promise<Conversation> {
  const [one] = await shownOf(ctx, [seen]);
  if (!one) throw new Error('A conversation was not shown');
  return one;
}

async function shownOf(ctx: Context, all: readonly Seen[]): Promise<readonly Conversation[]> {
  const ids = [...new Set(all.flatMap(({ row }) => row.member ?? []))];
  const members = await readMany(asSystem(ctx), ctx.registry.whole.getNoun(member.name), 'id', ids);
  const names = new Map(members.map((one) => [one.id, String(one.name)]));
  const isKnown = mayKnowAccounts(ctx);
  return all.map(({ row, client }) => {
    const { id, account, handle, name, state, isUnread, lastText, lastDirection, lastAt } = row;
    const { medium } = adapterOf(row.channelKind);
    return {
      ...{
        id,
        name,
        state,
        isUnread,
        lastText,
        lastDirection,
        lastAt,
        account: isKnown ? (handle && `@${handle}`) || account : hiddenAccount,
      },
      channel: { id: row.channel, name: row.channelName, kind: row.channelKind, medium },
      client: client && { noun: client.noun, id: client.id, label: client.label },
      member: row.member ? { id: row.member, name: names.get(row.member) ?? '' } : null,
    };
  });
}

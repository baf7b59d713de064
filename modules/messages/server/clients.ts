import { mayKnow, reachOf } from '../../../server/access/access.ts';
import { asSystem, type Context, type TransactionContext } from '../../../server/context.ts';
import { holdRecord } from '../../../server/records/hold.ts';
import { listRecords } from '../../../server/records/list.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { readableAmong } from '../../../server/records/readable-among.ts';
import { newId } from '../../../server/records/uuid.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { AnyRecord, PersonName, Reference } from '../../../shared/nouns/value.ts';
import { findClient } from '../../calls/server/index.ts';
import { company } from '../../companies/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { reachable } from '../contract/index.ts';
import type { ChannelRow } from './channel.repository.ts';
import { adapterOf } from './channels/adapters.ts';
import { type ConversationRow, findGoing, lockConversation } from './conversation.repository.ts';

export const clientNouns = { person, company, lead } as const;

/** Whom a conversation is with, as an activity points at them. */
export interface Correspondent {
  readonly noun: (typeof reachable)[number];
  readonly id: string;
  readonly label: string;
  readonly owner: string | null;
  /** The fields of an activity that point at them and what they are about. */
  readonly about: Readonly<Record<string, string>>;
}

/** Stands where the reader may not know how clients are reached. */
export const hiddenAccount = '\u2022\u2022\u2022\u2022';

/** Whether the actor may read what was said with clients at all: that stands in activities. */
function mayReadWords(ctx: Context): boolean {
  const tasks = ctx.registry.getNoun(task.name);
  return reachOf(ctx, tasks, 'read') !== 'none' && mayKnow(ctx, tasks, 'outcome');
}

/** The conversations whose words the actor may read: their own, and those that the last activity to tell of them is theirs to read. */
export async function withReadableWords<R extends Pick<ConversationRow, 'member' | 'task'>>(
  ctx: Context,
  rows: readonly R[],
): Promise<readonly R[]> {
  if (!mayReadWords(ctx)) return [];
  const tasks = rows.flatMap(({ task: one }) => one ?? []);
  const readable = await readableAmong(ctx, ctx.registry.getNoun(task.name), tasks);
  const { memberId } = ctx.actor;
  return rows.filter((row) => row.task === null || readable.has(row.task) || row.member === memberId);
}

/** Whether the actor may know the numbers and accounts of clients. */
export const mayKnowAccounts = (ctx: Context): boolean => mayKnowOfAll(ctx, 'phones');

/** Whether the actor may know the addresses of clients. */
export const mayKnowAddresses = (ctx: Context): boolean => mayKnowOfAll(ctx, 'emails');

const mayKnowOfAll = (ctx: Context, field: 'phones' | 'emails'): boolean =>
  Object.values(clientNouns).every((noun) => mayKnow(ctx, noun, field));

/** The live records the actor may read among those conversations are with, by id. */
export async function readClients(
  ctx: Context,
  rows: readonly Pick<ConversationRow, 'noun' | 'record'>[],
): Promise<ReadonlyMap<string, Correspondent>> {
  const found = new Map<string, Correspondent>();
  for (const [name, declared] of Object.entries(clientNouns)) {
    const ids = [...new Set(rows.flatMap(({ noun, record }) => (noun === name && record ? [record] : [])))];
    const noun = ctx.registry.findNoun(name);
    if (ids.length === 0 || !noun || reachOf(ctx, noun, 'read') === 'none') continue;
    for (const record of await readMany(ctx, noun, 'id', ids)) {
      found.set(record.id, correspondentOf(ctx, declared.name, record));
    }
  }
  return found;
}

function correspondentOf(ctx: Context, noun: Correspondent['noun'], record: AnyRecord): Correspondent {
  const name = record.name as PersonName | string | null | undefined;
  const label = typeof name === 'object' && name ? personNameText(name, ctx.language) : (name ?? '');
  const owner = (record.owner as Reference | null | undefined)?.id ?? null;
  return { noun, id: record.id, label, owner, about: { [noun]: record.id } };
}

/** Whom a conversation is with as it stands: who is written down, or what a lead has become. Null where they are gone. To be asked as the system. */
export async function findStanding(ctx: Context, conversation: ConversationRow): Promise<Correspondent | null> {
  const system = asSystem(ctx);
  const known = (await readClients(system, [conversation])).get(conversation.record ?? '') ?? null;
  const became = known?.noun === lead.name ? await findConverted(system, known.id) : null;
  return became ?? known;
}

/**
 * The conversation with an account, which nobody else changes before the transaction is over, and whom it is with. Where they are not there
 * it is looked at again: they may have become one with another at this moment.
 */
export async function lockStanding(
  tx: TransactionContext,
  channel: ChannelRow,
  account: string,
): Promise<{ readonly found: ConversationRow; readonly standing: Correspondent | null }> {
  // First the client, then what was said with them, as whoever erases does: so neither waits for the other for ever.
  const going = await findGoing(tx.db, channel.id, account);
  if (going?.noun && going.record) await holdRecord(tx, clientNouns[going.noun], going.record);
  const look = async () => {
    const found = await lockConversation(tx.db, channel, { id: newId(), account });
    return { found, standing: await findStanding(tx, found) };
  };
  const first = await look();
  return first.standing || first.found.record === null ? first : look();
}

/** Whom a conversation is with now: as it stands, or else who has the number. Null where nobody. To be asked as the system. */
async function findCorrespondent(ctx: Context, conversation: ConversationRow): Promise<Correspondent | null> {
  const system = asSystem(ctx);
  const standing = await findStanding(ctx, conversation);
  if (standing) return standing;
  const { reaches, profileOf } = adapterOf(conversation.channelKind);
  if (reaches === 'accounts') return findByProfile(system, profileOf?.(conversation.handle), conversation.handle);
  const found = await findClient(system, conversation.account, conversation.member);
  if (!found) return null;
  const noun = (['person', 'company', 'lead'] as const).find((name) => found[name]);
  if (!noun) return null;
  const client = (await readClients(system, [{ noun, record: found[noun] ?? null }])).get(found[noun] ?? '');
  const { owner: _, number: __, ...about } = found;
  return client ? { ...client, about } : null;
}

/** As `findCorrespondent`; nobody erases them, or makes them part of another, before the transaction is over. */
export async function holdCorrespondent(
  tx: TransactionContext,
  conversation: ConversationRow,
): Promise<Correspondent | null> {
  let found = await findCorrespondent(tx, conversation);
  for (let held = ''; found && found.id !== held; found = await findCorrespondent(tx, conversation)) {
    held = found.id;
    await holdRecord(tx, clientNouns[found.noun], held);
  }
  return found;
}

/** The person among whose profiles the account is: one alone, for who else says so may not be who it is. */
async function findByProfile(
  system: Context,
  address: string | undefined,
  handle: string,
): Promise<Correspondent | null> {
  if (!address || handle === '') return null;
  const query = { filter: { field: 'profiles', op: 'is', value: address } as const, limit: 2 };
  const { items } = JSON.parse(await listRecords(system, person, query)) as { items: readonly AnyRecord[] };
  const [only] = items;
  return only && items.length === 1 ? correspondentOf(system, person.name, only) : null;
}

/** The person or company a lead has become. */
async function findConverted(system: Context, id: string): Promise<Correspondent | null> {
  const [record] = await readMany(system, lead, 'id', [id]);
  if (!record?.closedAt || record.status !== 'converted') return null;
  const targets = [
    record.person && ({ noun: 'person', record: record.person.id } as const),
    record.company && ({ noun: 'company', record: record.company.id } as const),
  ];
  for (const target of targets) {
    const found = target && (await readClients(system, [target])).get(target.record);
    if (found) return found;
  }
  return null;
}

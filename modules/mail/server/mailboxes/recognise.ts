import { mayKnow, reachOf } from '../../../../server/access/access.ts';
import type { Context, TransactionContext } from '../../../../server/context.ts';
import { holdRecord } from '../../../../server/records/hold.ts';
import { listRecords } from '../../../../server/records/list.ts';
import { findRecordText } from '../../../../server/records/read.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal } from '../../../deals/contract/index.ts';
import { lead } from '../../../leads/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import { listThreadTasks } from './kept-letter.repository.ts';

/** Whom a letter is with, as a task points at them. */
export interface Correspondents {
  /** The fields of a task: person, company, lead, deal, participants. */
  readonly about: Readonly<Record<string, string | readonly string[]>>;
  /** Whose client it is. */
  readonly owner: string | null;
}

/** A person goes before the company whose address it also is, and both before somebody who may become one. */
const searched: readonly { readonly noun: Noun; readonly filter?: Filter }[] = [
  { noun: person },
  { noun: company },
  { noun: lead, filter: { not: { field: 'status', op: 'isAnyOf', value: ['converted', 'rejected'] } } },
];

/** Whom these addresses belong to, as far as the actor may see it; null when to nobody who is known. */
export async function recognise(
  ctx: Context,
  addresses: readonly string[],
  refers: readonly string[],
): Promise<Correspondents | null> {
  const found: { readonly noun: Noun; readonly record: AnyRecord }[] = [];
  for (const address of addresses.slice(0, mostAddresses)) {
    const one = await findByAddress(ctx, address);
    if (one && !found.some(({ record }) => record.id === one.record.id)) found.push(one);
  }
  const [first] = found;
  if (!first) return null;
  const others = found.slice(1).filter(({ noun }) => noun.name === person.name);
  const participants = others.map(({ record }) => record.id);
  const about = { [first.noun.name]: first.record.id, ...(participants.length > 0 ? { participants } : {}) };
  return {
    about: { ...about, ...(await dealOfThread(ctx, first.record, refers)) },
    owner: (first.record.owner as Reference | null)?.id ?? null,
  };
}

/**
 * Those that were recognised, looked for again once nobody erases them or makes them part of another before the transaction is over: what
 * was found before it began may be gone by now.
 */
export async function holdCorrespondents(
  tx: TransactionContext,
  known: Correspondents,
  again: () => Promise<Correspondents | null>,
): Promise<Correspondents | null> {
  let found: Correspondents | null = known;
  for (let held = ''; found && idsOf(found) !== held; found = await again()) {
    held = idsOf(found);
    for (const { noun } of searched)
      for (const id of [found.about[noun.name] ?? []].flat()) await holdRecord(tx, noun, id);
    for (const id of [found.about.participants ?? []].flat()) await holdRecord(tx, person, id);
  }
  return found;
}

const idsOf = ({ about }: Correspondents): string => JSON.stringify(about);

/** Of a letter to hundreds the first are looked for. */
const mostAddresses = 20;

async function findByAddress(ctx: Context, address: string) {
  for (const { noun, filter } of searched) {
    if (reachOf(ctx, ctx.registry.getNoun(noun.name), 'read') === 'none') continue;
    if (!mayKnow(ctx, ctx.registry.getNoun(noun.name), 'emails')) continue;
    const isTheirs: Filter = { field: 'emails', op: 'is', value: address };
    const query = { filter: filter ? { all: [isTheirs, filter] } : isTheirs, sort: 'createdAt', limit: 1 };
    const { items } = JSON.parse(await listRecords(ctx, noun, query)) as { items: AnyRecord[] };
    if (items[0]) return { noun, record: items[0] };
  }
  return null;
}

/** The deal that letters of the thread are about, where they are with the same person or company: a thread is easily forged. */
async function dealOfThread(
  ctx: Context,
  known: AnyRecord,
  refers: readonly string[],
): Promise<Record<string, string>> {
  const same = new Set([known.id, (known.company as Reference | null | undefined)?.id]);
  for (const id of await listThreadTasks(ctx.db, refers)) {
    const found = await findRecordText(ctx, task, id, { fields: ['person', 'company', 'lead', 'deal', 'deletedAt'] });
    if (!found) continue;
    const told = JSON.parse(found.json) as Record<string, Reference | null>;
    const isTheirs = [told.person, told.company, told.lead].some((one) => one && same.has(one.id));
    const isSeen = told.deal && (await findRecordText(ctx, deal, told.deal.id, { fields: ['deletedAt'] }));
    if (told.deal && isSeen && isTheirs && !told.deletedAt) return { deal: told.deal.id };
  }
  return {};
}

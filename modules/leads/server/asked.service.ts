import { assertMay, mayKnow, rightsOf } from '../../../server/access/access.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { parseInput } from '../../../shared/contract/field-errors.ts';
import { patchSchema } from '../../../shared/contract/field-schemas.ts';
import { invalidField, underPath } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Email, Phone } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { Asked, Occasion, Taken } from '../contract/asked.api.ts';
import { lead } from '../contract/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** By what kind of contact each occasion is logged, who began it, and what it says of a lead that says nothing itself. */
const ways: Readonly<Record<Occasion, { kind: string; initiative: 'ours' | 'theirs'; lead: Values }>> = {
  showroom: { kind: 'visit', initiative: 'theirs', lead: { channel: 'meeting', source: 'walkIn' } },
  phone: { kind: 'call', initiative: 'theirs', lead: { channel: 'phone' } },
  visit: { kind: 'visit', initiative: 'ours', lead: { channel: 'meeting' } },
  campaign: { kind: 'call', initiative: 'theirs', lead: { source: 'advertising' } },
  event: { kind: 'meeting', initiative: 'theirs', lead: { channel: 'meeting', source: 'exhibition' } },
};

/** How somebody who answers a campaign did so, by the channel they came by. */
const kindByChannel: Readonly<Record<string, string>> = {
  ...{ email: 'letter', messenger: 'letter', chat: 'letter', webForm: 'form', meeting: 'meeting', phone: 'call' },
};

/**
 * Writes down that somebody asked, in one transaction: with who has the number or address already (an open lead, else a person, else a
 * company that the actor sees), else with a new lead; a contact that took place, and a task for what is next.
 * @throws AppError 403, 422 with each field at fault by `lead.…` and `nextStep.…`
 */
export async function takeDown(ctx: Context, asked: Asked): Promise<Taken> {
  assertMay(ctx, task, 'create');
  return inTransaction(ctx, (tx) => writeDown(tx, asked));
}

interface ForWhom {
  /** Whose contact it is; the actor's when absent. */
  readonly owner?: string | null;
  /** Whoever is known already is asked after within the hour, by whose they are. */
  readonly isAskedAgain?: boolean;
}

/** As `takeDown`, for those who check themselves what their actor may. */
export async function writeDown(
  tx: TransactionContext,
  { occasion, lead: given, nextStep }: Asked,
  { owner, isAskedAgain = false }: ForWhom = {},
): Promise<Taken> {
  const values = parsed(tx, given);
  if (Object.keys(values).every((name) => nothingOfThem.has(name))) throw invalidField('lead.contact', 'required');
  const known = await findKnown(tx, values);
  const about = known ?? (await takeNew(tx, occasion, given, values));
  const link = { [about.noun]: about.id, ...(about.company ? { company: about.company } : {}) };
  const whose = owner === undefined ? {} : { owner };
  await logContact(tx, occasion, values, { ...link, ...whose, title: about.title });
  const soon = new Date(tx.now().getTime() + 60 * 60 * 1000).toISOString();
  const again =
    known && isAskedAgain ? { dueAt: soon, ...whose, ...(known.owner ? { owner: known.owner } : {}) } : null;
  const step = nextStep ?? again;
  if (step) await plan(tx, { title: about.title, ...step, ...link });
  return { noun: about.noun, id: about.id, isNew: !known };
}

/** What says nothing of who it is. */
const nothingOfThem: ReadonlySet<string> = new Set(['interest', 'channel', 'source', 'campaign', 'owner', 'products']);

function parsed(ctx: Context, given: Values): Values {
  try {
    return parseInput(patchSchema(ctx.registry.getNoun(lead.name)), given) as Values;
  } catch (error) {
    throw underPath('lead', error);
  }
}

interface Found {
  readonly noun: Taken['noun'];
  readonly id: string;
  readonly title: string;
  /** A person's, so that the contact counts for it too. */
  readonly company?: string | undefined;
  readonly owner?: string | undefined;
}

/** Who is known by a number or an address (an open lead, else a person, else a company), of those the actor sees. */
export async function findKnown(ctx: Context, values: Values): Promise<Found | null> {
  const isOpen: Filter = { field: 'closedAt', op: 'isEmpty' };
  for (const noun of [lead, person, company]) {
    if (!rightsOf(ctx, noun).read) continue;
    for (const filter of reachFilters(ctx, noun, values)) {
      const only = noun === lead ? { all: [filter, isOpen] } : filter;
      const page = await listRecords(ctx, noun, { filter: only, limit: 1, sort: '-createdAt' });
      const [record] = (JSON.parse(page) as { items: readonly AnyRecord[] }).items;
      if (record) return found(noun, record, values);
    }
  }
  return null;
}

function reachFilters(ctx: Context, noun: Noun, values: Values): readonly Filter[] {
  const phones = (values.phones ?? []) as readonly Phone[];
  const emails = (values.emails ?? []) as readonly Email[];
  return [
    ...(mayKnow(ctx, noun, 'phones') ? phones : []).map(
      ({ number }): Filter => ({ field: 'phones', op: 'is', value: number }),
    ),
    ...(mayKnow(ctx, noun, 'emails') ? emails : []).map(
      ({ address }): Filter => ({ field: 'emails', op: 'is', value: address }),
    ),
  ];
}

function found(noun: Noun, record: AnyRecord, values: Values): Found {
  const firm = noun === person ? (record.company as { id: string } | null | undefined)?.id : undefined;
  const title = firstLine(values.interest) ?? (typeof record.name === 'string' ? record.name : contactTitle(values));
  const owner = (record.owner as { id: string } | null | undefined)?.id;
  return { noun: noun.name as Taken['noun'], id: record.id, title, company: firm, owner };
}

async function takeNew(ctx: TransactionContext, occasion: Occasion, given: Values, values: Values): Promise<Found> {
  try {
    const { id, name } = await createRecord(ctx, lead, { ...ways[occasion].lead, ...given });
    return { noun: 'lead', id, title: firstLine(values.interest) ?? String(name) };
  } catch (error) {
    throw underPath('lead', error);
  }
}

async function logContact(ctx: TransactionContext, occasion: Occasion, values: Values, link: Values): Promise<void> {
  const { kind, initiative } = ways[occasion];
  const told = occasion === 'campaign' ? (kindByChannel[String(values.channel)] ?? kind) : kind;
  const { interest = null, campaign = null } = values;
  await createRecord(ctx, task, { ...link, kind: told, initiative, done: true, outcome: interest, campaign });
}

async function plan(ctx: TransactionContext, step: Values): Promise<void> {
  try {
    await createRecord(ctx, task, { kind: 'call', ...step });
  } catch (error) {
    throw underPath('nextStep', error);
  }
}

function firstLine(text: unknown): string | null {
  const [line = ''] = typeof text === 'string' ? text.split('\n') : [];
  return line.trim() === '' ? null : [...line.trim()].slice(0, 200).join('');
}

function contactTitle({ companyName, phones, emails }: Values): string {
  const [phone] = (phones ?? []) as readonly Phone[];
  const [email] = (emails ?? []) as readonly Email[];
  return String(companyName ?? phone?.original ?? email?.address ?? '–');
}

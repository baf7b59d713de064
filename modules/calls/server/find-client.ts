import type { Context } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Phone, Reference } from '../../../shared/nouns/value.ts';
import { isCalledBy, readCallNumber, searchTermOf } from '../../../shared/phones/call-number.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { person } from '../../people/contract/index.ts';

/** Whom a number belongs to, as a logged call points at them. */
export interface Client {
  readonly person?: string;
  readonly company?: string;
  readonly lead?: string;
  readonly deal?: string;
  /** Whose client it is. */
  readonly owner: string | null;
  /** The number as the client's card has it. */
  readonly number: string;
}

/** Who may be meant by one number is few; more have it only where it is nobody's in particular. */
const most = 60;

/**
 * Whom a number belongs to: a person before a company, both before an open lead. Of several the one whose owner the member is, else the one changed last; and the
 * deal, where they have exactly one that is open. Null where nobody has it. To be asked as the system.
 */
export async function findClient(ctx: Context, given: string, member: string | null): Promise<Client | null> {
  const number = readCallNumber(given);
  if (!number) return null;
  for (const noun of [person, company, lead]) {
    const found = (await search(ctx, noun, searchTermOf(number))).filter((one) => phoneIn(one, number) && isOpen(one));
    const one = found.find(({ owner }) => (owner as Reference | null)?.id === member) ?? found[0];
    if (one) return clientOf(ctx, noun, one, phoneIn(one, number)?.number ?? number.text);
  }
  return null;
}

async function search(ctx: Context, noun: Noun, term: string): Promise<readonly AnyRecord[]> {
  const page = await listRecords(ctx, noun, { search: term, sort: '-updatedAt', limit: most });
  return (JSON.parse(page) as { items: readonly AnyRecord[] }).items;
}

function phoneIn({ phones }: AnyRecord, number: NonNullable<ReturnType<typeof readCallNumber>>): Phone | undefined {
  return ((phones ?? []) as readonly Phone[]).find((phone) => isCalledBy(number, phone));
}

/** A lead that was converted is a person or a company by now. */
const isOpen = ({ closedAt }: AnyRecord): boolean => closedAt === undefined || closedAt === null;

async function clientOf(ctx: Context, noun: Noun, record: AnyRecord, number: string): Promise<Client> {
  const owner = (record.owner as Reference | null)?.id ?? null;
  if (noun.name === lead.name) return { lead: record.id, owner, number };
  const ofCompany = noun.name === company.name ? record.id : (record.company as Reference | null)?.id;
  const found = await findOpenDeal(ctx, noun, record.id, ofCompany);
  return {
    ...(noun.name === person.name ? { person: record.id } : {}),
    ...(ofCompany ? { company: ofCompany } : {}),
    ...(found ? { deal: found } : {}),
    ...{ owner, number },
  };
}

/** The one open deal of the person or, where they have none, of the company; where there are several, none is meant. */
async function findOpenDeal(ctx: Context, noun: Noun, id: string, ofCompany?: string): Promise<string | null> {
  const open = { field: 'status', op: 'is', value: 'open' } as const;
  const ask = async (field: 'people' | 'company', value: string) => {
    const page = await listRecords(ctx, deal, { filter: { all: [open, { field, op: 'is', value }] }, limit: 2 });
    return (JSON.parse(page) as { items: readonly AnyRecord[] }).items;
  };
  const theirs = noun.name === person.name ? await ask('people', id) : [];
  const all = theirs.length > 0 || !ofCompany ? theirs : await ask('company', ofCompany);
  return all.length === 1 ? (all[0]?.id ?? null) : null;
}

import { mayKnow } from '../../../server/access/access.ts';
import { withEveryField } from '../../../server/access/seen-registry.ts';
import { noteOpened } from '../../../server/access-log/note-shown.ts';
import type { Context } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { inputForm } from '../../../server/records/values.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, PersonName, RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import type { ConversionProposal, TargetProposal } from '../contract/conversion.api.ts';
import { lead } from '../contract/index.ts';

export type LeadRecord = RecordOf<typeof lead>;
type Values = Record<string, unknown>;

/** What the lead would become, and who like that is there already. Throws 403, 404. */
export async function proposeConversion(ctx: Context, id: string): Promise<ConversionProposal> {
  const record = known(ctx, await getRecord(ctx, lead, id));
  await noteOpened(ctx, ctx.registry.getNoun(lead.name), id);
  const values = valuesFor(ctx, record);
  const [companies, people] = [await listCompaniesLike(ctx, record), await listPeopleLike(ctx, record)];
  return {
    company: { create: values.company, matches: companies },
    person: { create: values.person, matches: people },
    deal: { create: values.deal, matches: [] },
  };
}

/** Without what is closed to the actor, and what they see the beginning of: half a number is nobody's. */
export function known(ctx: Context, record: LeadRecord): LeadRecord {
  const isKnown = ([name]: [string, unknown]) => !(name in lead.fields) || mayKnow(ctx, lead, name);
  return Object.fromEntries(Object.entries(record).filter(isKnown)) as object as LeadRecord;
}

/**
 * What new records are to hold of what the lead says. What is closed to the actor there goes over only where it stays closed to them: nobody
 * learns by a conversion what they may not see.
 */
export function valuesToCarry(ctx: Context, record: LeadRecord): ReturnType<typeof valuesFor> {
  const [whole, seen] = [valuesFor(withEveryField(ctx), record), valuesFor(ctx, known(ctx, record))];
  const of = (noun: Noun, name: keyof typeof whole) => whole[name] && carried(ctx, noun, whole[name], seen[name] ?? {});
  return { company: of(company, 'company'), person: of(person, 'person'), deal: of(deal, 'deal') };
}

/** Of fields that the actor knows what they know of the lead, of others what it says. */
export function carried<V extends object>(ctx: Context, noun: Noun, whole: V, seen: Partial<V>): V {
  const closed = Object.entries(whole).filter(([name]) => !mayKnow(ctx, noun, name));
  return { ...seen, ...Object.fromEntries(closed) } as V;
}

/** What new records would hold of what the lead says; null where that is too little for one. */
function valuesFor(ctx: Context, record: LeadRecord): Readonly<Record<'company' | 'person' | 'deal', Values | null>> {
  const { companyName, contact, emails, phones, address } = record;
  const shared = { source: record.source, owner: record.owner?.id ?? null };
  // How to reach somebody is the person's where there is one, else the company's.
  const reach = { emails, phones };
  const newCompany = { name: companyName, website: record.website, address, ...shared, ...(contact ? {} : reach) };
  const newPerson = {
    name: contact,
    jobTitle: record.jobTitle,
    ...reach,
    ...shared,
    ...(companyName ? {} : { address }),
  };
  const words = [record.interest, record.description].filter(Boolean).join('\n\n') || null;
  const campaign = record.campaign?.id ?? null;
  const newDeal = { name: record.name, amount: record.budget, description: words, campaign, ...shared };
  return {
    company: companyName ? { ...addedValues(ctx, company, record), ...filled(newCompany) } : null,
    person: contact ? { ...addedValues(ctx, person, record), ...filled(newPerson) } : null,
    deal: { ...addedValues(ctx, deal, record), ...filled(newDeal) },
  };
}

/** Kinds whose values belong to the one record they were given to. */
const bound: ReadonlySet<Field['kind']> = new Set(['files', 'autonumber']);

/** Fields a workspace has added to lead and target alike go over by their name, where they are of one kind. */
function addedValues(ctx: Context, target: Noun, lead: LeadRecord): Values {
  const record = lead as object as AnyRecord;
  const [from, to] = [ctx.registry.getNoun('lead').fields, ctx.registry.getNoun(target.name).fields];
  const common = Object.entries(to).filter(([name, field]) => {
    const own = from[name];
    return (
      /^x[A-Z]/.test(name) && own?.kind === field.kind && !field.readOnly && !bound.has(field.kind) && fits(own, field)
    );
  });
  return filled(Object.fromEntries(common.map(([name, field]) => [name, inputForm(field, record[name])])));
}

/** Choices must offer the same, pointers lead to the same. */
function fits(own: Field, other: Field): boolean {
  if ('options' in own && 'options' in other && other.options) {
    const values = new Set(other.options.map(({ value }) => value));
    return (own.options ?? []).every(({ value }) => values.has(value));
  }
  if ('to' in own && 'to' in other) return own.to === other.to;
  return true;
}

function filled(values: Values): Values {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}

async function listCompaniesLike(ctx: Context, record: LeadRecord): Promise<TargetProposal['matches']> {
  const own: readonly Filter[] = record.companyName ? [{ field: 'name', op: 'is', value: record.companyName }] : [];
  return listLike(ctx, company, record.company?.id, [...own, ...reachFilters(ctx, company, record)]);
}

async function listPeopleLike(ctx: Context, record: LeadRecord): Promise<TargetProposal['matches']> {
  return listLike(ctx, person, record.person?.id, reachFilters(ctx, person, record));
}

function reachFilters(ctx: Context, noun: Noun, { emails = [], phones = [] }: Partial<LeadRecord>): readonly Filter[] {
  const isAsked = (name: string) => mayKnow(ctx, noun, name);
  return [
    ...(isAsked('emails') ? emails : []).map(({ address }): Filter => ({ field: 'emails', op: 'is', value: address })),
    ...(isAsked('phones') ? phones : []).map(({ number }): Filter => ({ field: 'phones', op: 'is', value: number })),
  ];
}

/** The one the lead names already first, then those that are alike in any way; five at most of each. */
async function listLike(
  ctx: Context,
  noun: Noun,
  known: string | undefined,
  ways: readonly Filter[],
): Promise<TargetProposal['matches']> {
  const named: readonly Filter[] = known ? [{ field: 'id', op: 'is', value: known }] : [];
  const found = new Map<string, string>();
  // A question each: every one has its index, all of them together have not.
  for (const filter of [...named, ...ways]) {
    const page = await listRecords(ctx, noun, { filter, limit: 5, fields: [noun.title] });
    const { items } = JSON.parse(page) as { items: readonly AnyRecord[] };
    for (const item of items) found.set(item.id, labelOf(ctx, item[noun.title]));
  }
  return [...found].slice(0, 5).map(([id, label]) => ({ id, label }));
}

function labelOf(ctx: Context, title: unknown): string {
  return typeof title === 'string' ? title : personNameText((title ?? {}) as PersonName, ctx.language);
}

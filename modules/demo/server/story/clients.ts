import { addDays, addUnits, startOf } from '../../../../shared/dates/iso-date.ts';
import { accountPlan, decision, installedItem } from '../../../accounts/contract/index.ts';
import { category, company } from '../../../companies/contract/index.ts';
import { contract } from '../../../contracts/contract/index.ts';
import { importantDate, person } from '../../../people/contract/index.ts';
import { group, tag } from '../../../tags/contract/index.ts';
import { clientWords } from '../culture/client-words.ts';
import type { Cast } from './cast.ts';
import { daysAgo, localDay, type Teller } from './teller.ts';

/** What is known of clients besides who they are. */
export async function tellClients(teller: Teller, cast: Cast): Promise<void> {
  await tellImportantDates(teller, cast);
  await tellRelations(teller, cast);
  await tellMarks(teller, cast);
  await tellCategories(teller, cast);
  await tellOrgChart(teller, cast);
  await tellAccount(teller, cast);
  await tellContracts(teller, cast);
}

/** Two of them within the week, so that the working day has something to say. */
async function tellImportantDates(teller: Teller, { companies, people }: Cast): Promise<void> {
  const words = clientWords[teller.ctx.language];
  const today = localDay(teller.ctx, teller.ctx.now().getTime());
  for (const [index, years] of [10, 5].entries()) {
    const firm = companies[index];
    const human = people[index];
    if (!firm || !human) continue;
    const when = { at: daysAgo(teller, 120), memberId: firm.owner };
    const jubilee = addUnits(addDays(today, 3), -years, 'year');
    await teller.create(
      importantDate,
      { name: words.jubilee, date: jubilee, company: firm.id, owner: firm.owner },
      when,
    );
    const wedding = { name: words.wedding, date: addDays(jubilee, 40), person: human.id, owner: human.company.owner };
    await teller.create(importantDate, wedding, when);
  }
}

async function tellRelations(teller: Teller, { companies, people }: Cast): Promise<void> {
  const links = ['spouse', 'assistant', 'recommendedBy', 'colleague'];
  for (const [index, role] of links.entries()) {
    const [one, other] = [people[index], people[index + links.length]];
    if (!one || !other) continue;
    const when = { at: daysAgo(teller, 20), memberId: one.company.owner };
    await teller.update(person, one.id, { relations: [{ id: other.id, role }] }, when);
  }
  const [buyer, , , supplier] = companies;
  if (!buyer || !supplier) return;
  const when = { at: daysAgo(teller, 20), memberId: buyer.owner };
  await teller.update(company, buyer.id, { relations: [{ id: supplier.id, role: 'supplier' }] }, when);
}

/** Tags on some, a group of a few, and a partner who competes. */
async function tellMarks(teller: Teller, { companies }: Cast): Promise<void> {
  const words = clientWords[teller.ctx.language];
  const tags: string[] = [];
  for (const [index, name] of words.tags.entries()) {
    const when = { at: daysAgo(teller, 200), memberId: null };
    tags.push((await teller.create(tag, { name, color: ['grape', 'orange', 'teal'][index] }, when)).id);
  }
  const when = { at: daysAgo(teller, 30), memberId: null };
  const fair = await teller.create(group, { name: words.group }, when);
  for (const [index, { id, owner }] of companies.slice(0, 9).entries()) {
    const marks = {
      tags: tags.filter((_, place) => (index + place) % 3 === 0),
      groups: index % 2 === 0 ? [fair.id] : [],
    };
    await teller.update(company, id, marks, { at: daysAgo(teller, 25), memberId: owner });
  }
  const rival = companies.find(({ buys }) => !buys);
  if (rival) await teller.update(company, rival.id, { kinds: { add: ['competitor'] }, ...words.rival }, when);
}

async function tellCategories(teller: Teller, { companies }: Cast): Promise<void> {
  const categories: string[] = [];
  for (const [index, name] of clientWords[teller.ctx.language].categories.entries()) {
    const norm = { name, contactDays: [14, 30, 90][index] };
    categories.push((await teller.create(category, norm, { at: daysAgo(teller, 380), memberId: null })).id);
  }
  for (const [index, { id, owner, buys }] of companies.entries()) {
    const given = { category: categories[(index * 2) % categories.length] };
    if (buys) await teller.update(company, id, given, { at: daysAgo(teller, 15), memberId: owner });
  }
}

/** Who decides at the first client, and who reports to whom. */
async function tellOrgChart(teller: Teller, { companies, people }: Cast): Promise<void> {
  const [client] = companies;
  const [head, ...others] = people.filter(({ company: works }) => works.id === client?.id);
  if (!client || !head) return;
  const when = { at: daysAgo(teller, 12), memberId: client.owner };
  await teller.update(person, head.id, { decisionRole: 'decides', attitude: 'neutral', influence: 5 }, when);
  for (const [index, { id }] of others.entries()) {
    const part =
      index === 0 ? { decisionRole: 'champion', attitude: 'supports', influence: 3 } : { decisionRole: 'uses' };
    await teller.update(person, id, { reportsTo: head.id, ...part }, when);
  }
}

/** What the first client has at work, what is planned with them and what they decided. */
async function tellAccount(teller: Teller, { companies, products }: Cast): Promise<void> {
  const [client] = companies;
  const rival = companies.find(({ buys }) => !buys);
  if (!client) return;
  const words = clientWords[teller.ctx.language];
  const today = localDay(teller.ctx, teller.ctx.now().getTime());
  const [when, own] = [
    { at: daysAgo(teller, 10), memberId: client.owner },
    { company: client.id, owner: client.owner },
  ];
  const [ours, theirs] = words.installed;
  const good = { name: ours, product: products[0]?.id, quantity: 2, serial: 'CM-20417', condition: 'good' };
  await teller.create(installedItem, { ...own, ...good, since: addUnits(today, -2, 'year') }, when);
  await teller.create(installedItem, { ...own, name: theirs, vendor: rival?.id, condition: 'worn' }, when);
  const target = { amount: '50000.00', currency: teller.ctx.workspace.currency };
  const year = { startsOn: startOf(today, 'year'), endsOn: addDays(addUnits(startOf(today, 'year'), 1, 'year'), -1) };
  await teller.create(accountPlan, { ...own, ...words.plan, ...year, state: 'active', target }, when);
  const taken = { company: client.id, decidedBy: client.owner, decidedOn: addDays(today, -9) };
  await teller.create(decision, { ...words.decision, ...taken }, when);
}

/** With a few of them: one that ends within the month, one that is prolonged by itself, a draft, and one of a partner. */
async function tellContracts(teller: Teller, { companies }: Cast): Promise<void> {
  const [sale, service, partner] = clientWords[teller.ctx.language].contracts;
  const today = localDay(teller.ctx, teller.ctx.now().getTime());
  const year = (from: number, length = 365) => ({
    ...{ signedOn: addDays(today, from - 5), startsOn: addDays(today, from), endsOn: addDays(today, from + length) },
    status: 'running',
  });
  const told = [
    { kind: 'supply', subject: sale, ...year(-345), amount: teller.price(42_000), paymentDays: 14 },
    { kind: 'service', subject: service, ...year(-300), renews: true, noticeDays: 45, amount: teller.price(3_600) },
    { kind: 'sale', subject: sale, status: 'draft', amount: teller.price(18_000) },
    { kind: 'supply', subject: sale, ...year(-500), status: 'ended', amount: teller.price(27_000) },
    { kind: 'partner', subject: partner, ...year(-90, 730), noticeDays: 30 },
  ];
  for (const [index, given] of told.entries()) {
    const client = companies[index];
    if (!client) continue;
    const when = { at: daysAgo(teller, 360 - index * 60), memberId: client.owner };
    await teller.create(contract, { ...given, company: client.id, owner: client.owner }, when);
  }
}

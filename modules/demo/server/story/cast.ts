import { listRecords } from '../../../../server/records/list.ts';
import { personNameText } from '../../../../shared/names/person-name.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import { company } from '../../../companies/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { product } from '../../../products/contract/index.ts';
import { member, team } from '../../../workspace/contract/index.ts';
import { clientWords } from '../culture/client-words.ts';
import { domainOf, inventAddress, inventEmail, inventPhone } from '../invent.ts';
import { daysAgo, type Teller } from './teller.ts';

/** Who and what the story is about. */
export interface Cast {
  readonly sellers: readonly string[];
  readonly products: readonly { readonly id: string; readonly name: string; readonly price: Money }[];
  readonly companies: readonly CastCompany[];
  readonly people: readonly { readonly id: string; readonly company: CastCompany }[];
}
export interface CastCompany {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** Deals are made with customers and prospects only. */
  readonly buys: boolean;
  /** Prospects have not bought yet. */
  readonly isCustomer: boolean;
}

const peopleCount = 80;
const sellersPerTeam = 3;

export async function bringOn(teller: Teller): Promise<Cast> {
  const sellers = await bringSellers(teller);
  const products = await bringProducts(teller);
  const companies = await bringCompanies(teller, sellers);
  return { sellers, products, companies, people: await bringPeople(teller, companies) };
}

/** Two teams of a head and three sellers, and all of them below whoever owns the workspace, who sells too. */
async function bringSellers(teller: Teller): Promise<string[]> {
  const { ctx, culture } = teller;
  const when = { at: daysAgo(teller, 420), memberId: null };
  const owners = JSON.parse(
    await listRecords(ctx, member, { filter: { field: 'role', op: 'is', value: 'owner' } }),
  ) as {
    items: { id: string }[];
  };
  const sellers = owners.items.slice(0, 1).map(({ id }) => id);
  const [owner] = sellers;
  const whole = await teller.create(team, { name: clientWords[ctx.language].team, head: owner }, when);
  // Whoever owns the workspace came to it only now.
  if (owner) await teller.update(member, owner, { team: whole.id }, { ...when, at: ctx.now().getTime() });
  for (const [name, office] of culture.teams) {
    const named = () => personNameText(teller.name('short'), 'en');
    const head = await teller.create(member, { name: named(), role: 'manager' }, when);
    const made = await teller.create(team, { name, office, head: head.id, parent: whole.id }, when);
    await teller.update(member, head.id, { team: made.id }, when);
    sellers.push(head.id);
    for (let index = 0; index < sellersPerTeam; index++) {
      sellers.push((await teller.create(member, { name: named(), role: 'seller', team: made.id }, when)).id);
    }
  }
  return sellers;
}

async function bringProducts(teller: Teller) {
  const products: Cast['products'][number][] = [];
  for (const [index, [name, category, unit, euros]] of teller.culture.products.entries()) {
    const price = teller.price(euros);
    const input = { name, category, unit, price, code: `P-${101 + index}` };
    products.push({ ...(await teller.create(product, input, { at: daysAgo(teller, 410), memberId: null })), price });
  }
  return products;
}

async function bringCompanies(teller: Teller, sellers: readonly string[]): Promise<CastCompany[]> {
  const { culture, random } = teller;
  const companies: CastCompany[] = [];
  for (const [index, [name, industry]] of culture.companies.entries()) {
    const owner = random.pick(sellers);
    const kind = kinds[index % kinds.length] ?? 'customer';
    const domain = domainOf(name);
    const input = {
      ...{ name, industry, owner, kinds: [kind], lifecycle: lifecycles[kind], website: `https://${domain}` },
      parent: index === 13 || index === 27 ? companies[0]?.id : undefined,
      emails: [inventEmail('office', domain)],
      phones: [inventPhone(random, culture.landline)],
      address: inventAddress(random, culture),
      source: random.pick(['website', 'recommendation', 'exhibition', 'coldCall', 'advertising', 'partner']),
      foundedYear: 1990 + random.below(32),
      employees: 5 + Math.floor(random.next() ** 2 * 300),
      annualRevenue: teller.price(100_000 + random.below(5_000_000)),
      legalName: `${name} ${random.pick(culture.legalForms)}`,
      taxId: String(10_000_000 + random.below(89_999_999)),
    };
    const when = { at: daysAgo(teller, 400 - index * 8 - random.below(8)), memberId: owner };
    const buys = kind === 'customer' || kind === 'prospect';
    companies.push({
      id: (await teller.create(company, input, when)).id,
      name,
      owner,
      buys,
      isCustomer: kind === 'customer',
    });
  }
  return companies;
}

const kinds = [
  'customer',
  'prospect',
  'customer',
  'customer',
  'prospect',
  'partner',
  'customer',
  'prospect',
  'supplier',
  'customer',
];
const lifecycles: Readonly<Record<string, string>> = {
  customer: 'retained',
  prospect: 'prospect',
  partner: 'loyal',
  supplier: 'loyal',
};

async function bringPeople(teller: Teller, companies: readonly CastCompany[]) {
  const { culture, random } = teller;
  const people: Cast['people'][number][] = [];
  for (let index = 0; index < peopleCount; index++) {
    const works = companies[index % companies.length] ?? random.pick(companies);
    const name = teller.name();
    const input = {
      ...{ name, company: works.id, owner: works.owner, jobTitle: random.pick(culture.jobTitles) },
      emails: [inventEmail(`${name.given} ${name.family}`, domainOf(works.name))],
      phones: [inventPhone(random, culture.mobile)],
      address: random.chance(0.5) ? inventAddress(random, culture) : undefined,
      lifecycle: works.buys ? 'retained' : 'attracted',
      birthday: `${1958 + random.below(44)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`,
      description: random.chance(0.2) ? random.pick(culture.personNotes) : undefined,
    };
    const when = { at: daysAgo(teller, 390 - index * 4.5), memberId: works.owner };
    const made = await teller.create(person, { ...input, ...(index % 3 === 0 ? inventProfile(teller) : {}) }, when);
    people.push({ id: made.id, company: works });
  }
  return people;
}

/** What is known of those one has talked with longer. */
function inventProfile({ ctx, random }: Teller): object {
  const handle = `https://t.me/${random.pick(['office', 'sales', 'direct'])}${100 + random.below(900)}`;
  return {
    interests: [random.pick(['sport', 'travel', 'music', 'books']), random.pick(['food', 'cars', 'garden', 'family'])],
    preferredChannel: random.pick(['phone', 'email', 'messenger']),
    language: ctx.language,
    profiles: random.chance(0.5) ? [{ address: handle, label: 'Telegram' }] : [],
  };
}

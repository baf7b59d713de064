import type { FinishedRecord } from '../../../../server/records/rules.ts';
import { type Culture, cultures } from '../culture/culture.ts';
import { domainOf, inventAddress, inventEmail, inventPhone } from '../invent.ts';
import type { Random } from '../random.ts';
import { idAt, isoTime, type LoadWorld, timeOf } from './world.ts';

export const everyCulture: readonly Culture[] = Object.values(cultures);

/** The `index`th of `count` companies. */
export function inventCompany(world: LoadWorld, index: number, count: number): FinishedRecord {
  const { random } = world;
  const culture = random.pick(everyCulture);
  const time = timeOf(world, index, count);
  const [base, industry] = random.pick(culture.companies);
  const address = inventAddress(random, culture);
  const name = `${base} ${address.city} ${index + 1}`;
  const owner = random.pick(world.owners);
  const parent = random.chance(0.1) && world.companies.length > 0 ? random.pick(world.companies).id : undefined;
  const id = idAt(random, time);
  world.companies.push({ id, name, owner });
  const values = {
    ...{ name, industry, owner, parent, address },
    kinds: inventKinds(random),
    lifecycle: random.pick(['prospect', 'attracted', 'retained', 'loyal', 'lost']),
    ...inventContacts(random, culture, name),
    ...inventSource(random),
    ...inventFigures(world, culture, base),
  };
  return { id, createdAt: isoTime(time), createdBy: owner, values };
}

/** Nobody has named another one since. */
export function inventSource(random: Random) {
  const source = random.chance(0.7) ? random.pick(sources) : undefined;
  return { source, firstSource: source };
}

export const sources = [
  'website',
  'advertising',
  'recommendation',
  'exhibition',
  'coldCall',
  'socialNetwork',
  'partner',
];

function inventKinds(random: Random): string[] {
  const first = random.weigh([
    ['customer', 60],
    ['prospect', 25],
    ['supplier', 8],
    ['partner', 5],
    ['competitor', 1],
  ]);
  return first !== 'partner' && random.chance(0.08) ? [first, 'partner'] : [first];
}

function inventContacts(random: Random, culture: Culture, name: string) {
  const domain = domainOf(name);
  return {
    website: random.chance(0.6) ? `https://${domain}` : undefined,
    emails: random.chance(0.7) ? [inventEmail('office', domain)] : [],
    phones: random.chance(0.8) ? [inventPhone(random, culture.landline)] : [],
  };
}

function inventFigures({ random, ctx }: LoadWorld, culture: Culture, base: string) {
  const digits = (length: number) => String(random.below(10 ** length)).padStart(length, '0');
  const revenue = Math.round(10 ** (4 + random.next() * 4));
  return {
    foundedYear: random.chance(0.6) ? 2024 - Math.floor(random.next() ** 2 * 60) : undefined,
    annualRevenue: random.chance(0.5) ? { amount: `${revenue}.00`, currency: ctx.workspace.currency } : undefined,
    employees: random.chance(0.6) ? Math.ceil(3 + random.next() ** 4 * 2000) : undefined,
    legalName: random.chance(0.2) ? `${base} ${random.pick(culture.legalForms)}` : undefined,
    taxId: random.chance(0.5) ? digits(9) : undefined,
    bankAccount: random.chance(0.15) ? digits(14) : undefined,
    description: random.chance(0.15) ? random.pick(culture.companyNotes) : undefined,
  };
}

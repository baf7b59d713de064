import type { FinishedRecord } from '../../../../server/records/rules.ts';
import type { PersonName } from '../../../../shared/nouns/value.ts';
import type { Culture } from '../culture/culture.ts';
import { domainOf, inventAddress, inventEmail, inventName, inventPhone } from '../invent.ts';
import type { Random } from '../random.ts';
import { everyCulture, inventSource } from './company.load.ts';
import { idAt, isoDate, isoTime, type LoadWorld, timeOf } from './world.ts';

/** The `index`th of `count` people. */
export function inventPerson(world: LoadWorld, index: number, count: number): FinishedRecord {
  const { random, companies } = world;
  const culture = random.pick(everyCulture);
  const time = timeOf(world, index, count);
  const company = companies.length > 0 && random.chance(0.9) ? random.pickEarly(companies) : null;
  const owner = company?.owner ?? random.pick(world.owners);
  const id = idAt(random, time);
  world.people.push({ id, company: company?.id ?? null });
  const second = companies.length > 1 && random.chance(0.05) ? random.pick(companies) : null;
  const name = inventName(random, culture);
  const values = {
    ...{ name, owner, company: company?.id },
    jobTitle: random.chance(0.8) ? random.pick(culture.jobTitles) : undefined,
    affiliations: second ? [{ id: second.id, role: 'adviser' }] : [],
    ...inventReach(random, culture, name, index),
    lifecycle: random.pick(['prospect', 'attracted', 'retained', 'loyal', 'lost']),
    ...inventSource(random),
    birthday: random.chance(0.4) ? isoDate(-random.below(1_000_000_000_000) + 900_000_000_000) : undefined,
    address: random.chance(0.4) ? inventAddress(random, culture) : undefined,
    description: random.chance(0.1) ? random.pick(culture.personNotes) : undefined,
  };
  return { id, createdAt: isoTime(time), createdBy: owner, values };
}

function inventReach(random: Random, culture: Culture, name: PersonName, index: number) {
  const mailbox = `${name.given} ${name.family} ${index + 1}`;
  const [company] = random.pick(culture.companies);
  return {
    emails: random.chance(0.85) ? [inventEmail(mailbox, domainOf(company))] : [],
    phones: random.chance(0.8) ? [inventPhone(random, culture.mobile)] : [],
  };
}

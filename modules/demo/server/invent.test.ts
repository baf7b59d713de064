import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../shared/contract/field-schemas.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { foldText } from '../../../shared/text/fold.ts';
import { person } from '../../people/contract/index.ts';
import { cultures } from './culture/culture.ts';
import { domainOf, inventAddress, inventEmail, inventName, inventPhone } from './invent.ts';
import { createRandom } from './random.ts';

describe('numbers that look random', () => {
  it('are the same for the same seed, others for another, and spread evenly', () => {
    const take = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 2000 }, () => random.below(10));
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    const counts = Array.from({ length: 10 }, (_, digit) => take(7).filter((one) => one === digit).length);
    expect(Math.min(...counts)).toBeGreaterThan(150);
    expect(Math.max(...counts)).toBeLessThan(250);
  });

  it('stay within their bounds, and pick only what is there', () => {
    const random = createRandom(1);
    for (let round = 0; round < 1000; round++) {
      const next = random.next();
      expect(next >= 0 && next < 1).toBe(true);
      expect(['a', 'b', 'c']).toContain(random.pick(['a', 'b', 'c']));
      expect(['a', 'b']).toContain(random.pickEarly(['a', 'b']));
      expect(
        random.weigh([
          ['never', 0],
          ['always', 1],
        ]),
      ).toBe('always');
    }
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
    expect(() => random.pick([])).toThrow('nothing to pick from');
    expect(() => random.weigh([])).toThrow('nothing to pick from');
  });

  it('favour what comes first where a few have most of the business, and what weighs more', () => {
    const random = createRandom(3);
    const items = Array.from({ length: 10 }, (_, index) => index);
    const early = Array.from({ length: 2000 }, () => random.pickEarly(items)).filter((index) => index < 5);
    expect(early.length).toBeGreaterThan(1300);
    const heavy = Array.from({ length: 2000 }, () =>
      random.weigh([
        ['light', 1],
        ['heavy', 3],
      ] as const),
    );
    expect(heavy.filter((one) => one === 'heavy').length / 2000).toBeCloseTo(0.75, 1);
  });
});

describe.each(Object.keys(cultures) as Language[])('people invented in %s', (language) => {
  const culture = cultures[language];
  const random = createRandom(language.charCodeAt(0));
  const people = Array.from({ length: 40 }, () => {
    const name = inventName(random, culture);
    const email = inventEmail(personNameText(name, language), domainOf(random.pick(culture.companies)[0]));
    const phones = [culture.mobile, culture.landline].map((pattern) => inventPhone(random, pattern).original);
    return { name, emails: [email.address], phones, address: inventAddress(random, culture) };
  });

  it('are people to the API as well', () => {
    const accepted = createSchema(person);
    for (const one of people) expect(accepted.safeParse(one).error?.issues ?? []).toEqual([]);
  });

  it('bear both names, of one and the same sex, and live in a town with its own postal code', () => {
    for (const { name, address } of people) {
      const isMan = culture.men.includes(name.given ?? '');
      expect(isMan || culture.women.includes(name.given ?? '')).toBe(true);
      expect(culture.families.map(([his, hers]) => (isMan ? his : hers))).toContain(name.family);
      if (name.middle) expect(culture.middles?.map(([his, hers]) => (isMan ? his : hers))).toContain(name.middle);
      const town = culture.cities.find(({ city }) => city === address.city);
      expect(address).toMatchObject({ country: culture.country, postalCode: town?.postalCode });
    }
  });

  it('can never be written to: every address is in a domain set apart for examples', () => {
    for (const { emails } of people) expect(emails[0]).toMatch(/^[a-z0-9-]+@[a-z0-9-]+\.example$/);
    expect(inventEmail('!!!', domainOf('***')).address).toBe('office@office.example');
  });

  it('are of many names, that the search tells apart', () => {
    const folded = new Set(people.map(({ name }) => foldText(personNameText(name, language))));
    expect(folded.size).toBeGreaterThan(25);
    expect(new Set([...culture.men, ...culture.women]).size).toBe(culture.men.length + culture.women.length);
  });
});

describe.each(Object.keys(cultures) as Language[])('the story told in %s', (language) => {
  const culture = cultures[language];

  it('fills every place that a sentence leaves open', () => {
    const sentences = [culture.dealNames, culture.dealNotes, culture.companyNotes, culture.personNotes].flat();
    const places = new Set(sentences.flatMap((text) => text.match(/\{\w+\}/g) ?? []));
    expect([...places].filter((place) => !['{company}', '{product}'].includes(place))).toEqual([]);
    for (const kind of Object.keys(cultures.en.tasks) as (keyof typeof culture.tasks)[])
      expect(culture.tasks[kind].length).toBeGreaterThan(0);
    expect(Object.keys(culture.lostComments).sort()).toEqual(Object.keys(cultures.en.lostComments).sort());
  });

  it('has products of different names at prices above nothing, and two teams', () => {
    expect(new Set(culture.products.map(([name]) => name)).size).toBe(culture.products.length);
    for (const [, , , price] of culture.products) expect(price).toBeGreaterThan(0);
    expect(culture.teams).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { parsePhone } from '../../../../shared/phones/phone.ts';
import { company } from '../../../companies/contract/index.ts';
import { domainOf, inventEmail, inventPhone } from '../invent.ts';
import { createRandom } from '../random.ts';
import { type Culture, cultures } from './culture.ts';

const scripts = { en: /[A-Za-z]/, ru: /[А-яЁё]/, bg: /[А-я]/, hy: /[Ա-և]/, ka: /[ა-ჿ]/ } as const;

describe.each(Object.keys(scripts) as (keyof typeof scripts)[])('the culture of %s', (language) => {
  const culture: Culture = cultures[language];

  it('is written in its own script throughout', () => {
    expect(textsIn(culture).filter((text) => !scripts[language].test(text))).toEqual([]);
  });

  it('has thirty companies, in industries that companies know', () => {
    const known = company.fields.industry.options.map(({ value }): string => value);
    expect(new Set(culture.companies.map(([name]) => name)).size).toBe(30);
    expect(culture.companies.filter(([, industry]) => !known.includes(industry))).toEqual([]);
  });

  it('makes phone numbers of its country', () => {
    for (const pattern of [culture.mobile, culture.landline]) {
      const phone = inventPhone(createRandom(7), pattern);
      expect(parsePhone(phone.original)).toEqual(phone);
    }
  });
});

it('spells Latin names in addresses as they are spelt, others as they sound', () => {
  expect(inventEmail('Laura Whitfield', domainOf('Thistle Networks')).address).toBe(
    'laura-whitfield@thistle-networks.example',
  );
  expect(domainOf('Севан и синове')).toMatch(/^sevan-i-[a-z]+\.example$/);
});

/** Every text people read; codes and patterns left out. */
function textsIn({ country, mobile, landline, cities, companies, products, dealNames, ...rest }: Culture): string[] {
  const named = [...companies.map(([name]) => name), ...cities.map(({ city }) => city)];
  const sold = products.flatMap((product) => product.slice(0, 3).map(String));
  const flatten = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(flatten);
  return [...named, ...sold, ...flatten(rest)];
}

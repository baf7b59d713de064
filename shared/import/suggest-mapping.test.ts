import { describe, expect, it } from 'vitest';
import * as field from '../nouns/field.ts';
import { defineNoun, type Noun } from '../nouns/noun.ts';
import { headerSynonyms } from './header-synonyms.ts';
import { listImportPaths, resolveImportPath } from './import-path.ts';
import { normaliseName } from './match-name.ts';
import { suggestMapping } from './suggest-mapping.ts';

const noun = (name: string, fields: Noun['fields'], rest: Partial<Noun> = {}) =>
  defineNoun({ name, plural: `${name}s`, title: 'name', icon: 'file', fields, ...rest });

const options = [{ value: 'technology' }];
const company = noun('company', {
  name: field.text({ required: true }),
  industry: field.choice({ options }),
  foundedYear: field.number({ scale: 0 }),
  annualRevenue: field.money(),
  employees: field.number({ scale: 0 }),
  address: field.address(),
  parent: field.relation({ to: 'company' }),
  website: field.text({ format: 'url' }),
  owner: field.member(),
});
const person = noun('person', {
  name: field.personName(),
  company: field.relation({ to: 'company' }),
  emails: field.emails(),
  phones: field.phones(),
  birthday: field.date(),
  address: field.address(),
  description: field.longText(),
});
const deal = noun('deal', {
  name: field.text(),
  company: field.relation({ to: 'company' }),
  people: field.links({ to: 'person' }),
  stage: field.relation({ to: 'stage' }),
  amount: field.money(),
  owner: field.member(),
  openedOn: field.date(),
  closedOn: field.date(),
  status: field.choice({ options, readOnly: true }),
});
const line = noun(
  'dealLine',
  {
    name: field.text(),
    deal: field.relation({ to: 'deal' }),
    product: field.relation({ to: 'product' }),
    quantity: field.number(),
    price: field.money(),
  },
  { parent: 'deal', collection: 'lines' },
);
const product = noun(
  'product',
  { name: field.text(), code: field.text(), category: field.text(), price: field.money() },
  { matchBy: ['code', 'name'] },
);
const stage = noun('stage', { name: field.text() });
const team = noun('team', { name: field.text(), head: field.member(), office: field.text() });
const member = noun(
  'member',
  { name: field.text(), email: field.text(), team: field.relation({ to: 'team' }) },
  { matchBy: ['email', 'name'] },
);
const nouns = [company, person, deal, line, product, stage, team, member];

const mapping = (target: Noun, header: string, rows: readonly string[] = [], labelsByLanguage = {}) => {
  const headers = header.split(',');
  const samples = headers.map((_, column) => rows.map((row) => row.split(',')[column] ?? ''));
  const suggestions = suggestMapping({ headers, samples, noun: target, nouns, labelsByLanguage });
  return Object.fromEntries(suggestions.map((suggestion) => [suggestion.header, suggestion.path]));
};

describe('suggestMapping', () => {
  it('maps a pipeline export', () => {
    const header =
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value,close_quarter';
    const rows = ['1C1I7A6R,Anna Petrosyan,GTX Basic,Cancity,Won,20-10-16,01-03-17,1054,Q1 2017'];
    expect(mapping(deal, header, rows)).toEqual({
      opportunity_id: 'externalId',
      sales_agent: 'owner.name',
      product: 'lines.product.name',
      account: 'company.name',
      deal_stage: 'stage.name',
      engage_date: 'openedOn',
      close_date: 'closedOn',
      close_value: 'amount',
      close_quarter: null,
    });
  });

  it('maps accounts with parents, sellers with teams, a price list', () => {
    expect(mapping(company, 'account,sector,year_established,revenue,employees,office_location,subsidiary_of')).toEqual(
      {
        account: 'name',
        sector: 'industry',
        year_established: 'foundedYear',
        revenue: 'annualRevenue',
        employees: 'employees',
        office_location: 'address.country',
        subsidiary_of: 'parent.name',
      },
    );
    expect(mapping(member, 'sales_agent,manager,regional_office')).toEqual({
      sales_agent: 'name',
      manager: 'team.head.name',
      regional_office: 'team.office',
    });
    expect(mapping(product, 'product,series,sales_price')).toEqual({
      product: 'name',
      series: 'category',
      sales_price: 'price',
    });
  });

  it.each([
    ['First Name,Last Name,Company,E-mail,E-mail 2,Mobile Phone,City'],
    ['Имя,Фамилия,Компания,Электронная почта,Почта,Телефон,Город'],
    ['Собствено име,Фамилно име,Фирма,Имейл,Поща,Мобилен телефон,Град'],
    ['Անուն,Ազգանուն,Ընկերություն,Էլ. փոստ,Էլ. հասցե,Հեռախոս,Քաղաք'],
    ['სახელი,გვარი,კომპანია,ელ. ფოსტა,მეილი,ტელეფონი,ქალაქი'],
  ])('maps people in five languages: %s', (header) => {
    expect(Object.values(mapping(person, header))).toEqual([
      'name.given',
      'name.family',
      'company.name',
      'emails',
      'emails',
      'phones',
      'address.city',
    ]);
  });

  it('takes a name alone as the whole name, beside a family name as the given one', () => {
    expect(mapping(person, 'Name,Company')).toEqual({ Name: 'name', Company: 'company.name' });
    expect(mapping(person, 'Имя,Компания')).toEqual({ Имя: 'name', Компания: 'company.name' });
    expect(mapping(person, 'Name,Surname')).toEqual({ Name: 'name.given', Surname: 'name.family' });
  });

  it('goes by labels and field names before synonyms, and gives a path away once', () => {
    const labels = { ru: { description: 'Особые приметы', company: 'Место работы' } };
    expect(mapping(person, 'Особые приметы,Место работы,birthday,Notes', [], labels)).toEqual({
      'Особые приметы': 'description',
      'Место работы': 'company.name',
      birthday: 'birthday',
      Notes: null,
    });
  });

  it('doubts a column whose values do not suit the field', () => {
    const suggestions = suggestMapping({
      headers: ['birthday', 'Date of birth'],
      samples: [
        ['yes', 'no'],
        ['1990-02-01', ''],
      ],
      noun: person,
      nouns,
      labelsByLanguage: {},
    });
    expect(suggestions).toEqual([
      { header: 'birthday', path: null, confidence: 0 },
      { header: 'Date of birth', path: 'birthday', confidence: 0.9 },
    ]);
  });

  it('goes by the values where a header says nothing, and forgives a typing error', () => {
    const rows = [
      'anna@example.com,+374 91 123456,https://example.com,x',
      'b@example.com,(091) 123-456,www.example.am,y',
    ];
    expect(mapping(person, 'c1,c2,c3,c4', rows)).toEqual({ c1: 'emails', c2: 'phones', c3: null, c4: null });
    expect(mapping(company, 'c1,Indsutry', [])).toEqual({ c1: null, Indsutry: 'industry' });
  });
});

describe('import paths', () => {
  it('lead only to what may be written', () => {
    for (const target of nouns) {
      for (const path of listImportPaths(target, nouns)) {
        expect([path, resolveImportPath(target, path, nouns) !== null]).toEqual([path, true]);
      }
    }
    for (const path of [
      'status',
      'createdAt',
      'id',
      'company.createdAt',
      'lines.deal.nothing',
      'constructor',
      'a.b.c.d.e',
    ]) {
      expect([path, resolveImportPath(deal, path, nouns)]).toEqual([path, null]);
    }
    expect(resolveImportPath(deal, 'lines.product.name', nouns)).toMatchObject({
      collection: { name: 'dealLine' },
      steps: [],
      target: { via: { name: 'product' }, name: 'name' },
    });
    expect(resolveImportPath(member, 'team.head.name', nouns)).toMatchObject({
      collection: null,
      steps: ['team'],
      target: { via: { name: 'head' }, name: 'name' },
    });
    expect(resolveImportPath(deal, 'people.name', nouns)).toMatchObject({
      steps: ['people'],
      target: { name: 'name' },
    });
  });
});

describe('headerSynonyms', () => {
  it('mix no scripts within a word and say nothing twice', () => {
    const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Armenian}/u, /\p{Script=Georgian}/u];
    for (const { words } of headerSynonyms) {
      for (const word of words.flatMap((text) => text.split(/\P{L}+/u))) {
        expect([word, scripts.filter((script) => script.test(word)).length <= 1]).toEqual([word, true]);
      }
      expect(new Set(words.map(normaliseName)).size).toBe(words.length);
    }
  });
});

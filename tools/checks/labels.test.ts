import { describe, expect, it } from 'vitest';
import { writeTree } from './files.ts';
import { checkLabels } from './labels.ts';

type Texts = Readonly<Record<string, unknown>>;

const translated: Readonly<Record<string, Texts>> = {
  en: { save: 'Save', deals_one: '{{count}} deal', deals_other: '{{count}} deals' },
  ru: {
    save: 'Сохранить',
    deals_one: '{{count}} сделка',
    deals_few: '{{count}} сделки',
    deals_many: '{{count}} сделок',
    deals_other: '{{count}} сделки',
  },
  bg: { save: 'Запази', deals_one: '{{count}} сделка', deals_other: '{{count}} сделки' },
  hy: { save: 'Պահպանել', deals_one: '{{count}} գործարք', deals_other: '{{count}} գործարք' },
  ka: { save: 'შენახვა', deals_one: '{{count}} გარიგება', deals_other: '{{count}} გარიგება' },
};

/** The complete texts with some changed; `undefined` takes one away. */
function problemsWith(changed: Readonly<Record<string, Texts>>, others: Record<string, string> = {}) {
  const files = Object.entries(translated).map(([language, texts]) => [
    `web/shell/locales/${language}.json`,
    JSON.stringify({ ...texts, ...changed[language] }),
  ]);
  return checkLabels(writeTree({ ...Object.fromEntries(files), ...others }));
}

it('is content with five complete languages', async () => {
  expect(await problemsWith({})).toEqual([]);
});

describe('a text', () => {
  it('is missed in the language that lacks it', async () => {
    expect(await problemsWith({ ka: { save: undefined } })).toEqual(['web/shell/locales/ka.json: save is missing']);
  });

  it('is not left over when English has it no more', async () => {
    expect(await problemsWith({ bg: { print: 'Печат' } })).toEqual([
      expect.stringContaining('print is not in English'),
    ]);
  });

  it('is not left in English', async () => {
    expect(await problemsWith({ ru: { save: 'Save' } })).toEqual([expect.stringContaining('still English')]);
  });

  it('is written in its own script', async () => {
    expect(await problemsWith({ hy: { save: 'Pahpanel' } })).toEqual([expect.stringContaining('script')]);
    expect(await problemsWith({ ka: { save: 'Сохранить' } })).toEqual([expect.stringContaining('script')]);
    expect(await problemsWith({ bg: { save: 'Сохранён' } })).toEqual([expect.stringContaining('letters')]);
    expect(await problemsWith({ ru: { save: `${'C'}охранить` } })).toEqual([expect.stringContaining('mixes Latin')]);
  });

  it('may end in an abbreviation and the full stop of its language', async () => {
    expect(await problemsWith({ hy: { save: 'Պահպանել որպես JSON։' } })).toEqual([]);
  });

  it('has every plural form of its language', async () => {
    expect(await problemsWith({ ru: { deals_few: undefined } })).toEqual([
      expect.stringContaining('deals_few is missing'),
    ]);
  });

  it('fills in what English fills in', async () => {
    const texts = {
      en: { hello: 'Hello, {{name}}' },
      ru: { hello: 'Привет, {{nome}}' },
      bg: { hello: 'Здравей, {{name}}' },
    };
    const problems = await problemsWith({
      ...texts,
      hy: { hello: 'Ողջույն, {{name}}' },
      ka: { hello: 'გამარჯობა, {{name}}' },
    });
    expect(problems).toEqual([expect.stringMatching(/ru\.json: hello fills in nome/)]);
  });

  it('may be the same everywhere when the list says so', async () => {
    const format = Object.fromEntries(Object.keys(translated).map((language) => [language, { format: 'CSV' }]));
    expect(await problemsWith(format)).toHaveLength(4);
    expect(await problemsWith(format, { 'tools/checks/same-in-every-language.json': '["CSV"]' })).toEqual([]);
  });
});

it('asks for a label of each noun, field, option and role in each language', async () => {
  const fields = "{ name: { kind: 'text' }, size: { kind: 'choice', options: [{ value: 'big' }] } }";
  const noun = `export const bus = { name: 'bus', plural: 'buses', title: 'name', icon: 'bus', fields: ${fields} };`;
  const object = { 'modules/buses/contract/bus.object.ts': noun };
  const labels = { one: 'Bus', many: 'Buses', fields: { name: 'Name' }, options: { size: { big: 'Big' } } };
  const english = { 'modules/buses/locales/en.json': JSON.stringify({ nouns: { bus: labels } }) };
  const problems = (await problemsWith({}, { ...object, ...english })).filter((problem) =>
    problem.includes('has no label'),
  );
  expect(problems).toContain(
    'modules/buses/contract/bus.object.ts: noun bus has no label nouns.bus.fields.size in en, ru, bg, hy, ka',
  );
  expect(problems).toContain(
    'modules/buses/contract/bus.object.ts: noun bus has no label nouns.bus.options.size.big in ru, bg, hy, ka',
  );
  expect(problems).toHaveLength(5);
});

it('says so when a declaration contradicts itself', async () => {
  const object = { 'modules/buses/contract/bus.object.ts': "throw new Error('Noun bus has no wheels');\nexport {};" };
  expect(await problemsWith({}, object)).toEqual([expect.stringContaining('Noun bus has no wheels')]);
});

it('asks for words for every error code, listed or thrown', async () => {
  const problems = await problemsWith(
    {},
    {
      'shared/contract/error-codes.ts': "export const problemCodes = ['stale'] as const;",
      'modules/deals/server/deal.service.ts': "throw new AppError(422, 'lostReasonRequired');",
    },
  );
  expect(problems).toEqual([
    expect.stringContaining('has no label errors.stale in en'),
    expect.stringContaining('deal.service.ts has no label errors.lostReasonRequired'),
  ]);
});

import { describe, expect, it } from 'vitest';
import { convertibleKinds, convertValue, type Manner, mannerOf, textOfValue } from './convert-value.ts';
import type { Field } from './field.ts';

const options = [
  { value: 'oak', label: { en: 'Oak', ru: 'Дуб' } },
  { value: 'elm', label: { en: 'Elm' } },
];
const field = (kind: string) => ({ kind, ...(kind.startsWith('choice') ? { options } : {}) }) as Field;
const manner: Manner = {
  currency: 'AMD',
  timeZone: 'Asia/Yerevan',
  language: 'en',
  ...mannerOf(['1 250,50']),
  dates: 'dd-mm-yyyy',
};
const become = (from: string, to: string, value: unknown) => convertValue(field(from), field(to), value, manner);

describe('a value of another kind', () => {
  it.each([
    ['text', 'number', '1 250,50', 1250.5],
    ['text', 'number', '12 pieces', undefined],
    ['text', 'number', '12 €', undefined],
    ['text', 'percent', '12,5 %', 12.5],
    ['text', 'money', '1 250,50 €', { amount: '1250.50', currency: 'EUR' }],
    ['text', 'money', '100', { amount: '100.00', currency: 'AMD' }],
    ['text', 'date', '03.02.2026', '2026-02-03'],
    ['text', 'date', 'soon', undefined],
    ['text', 'boolean', 'Այո', true],
    ['text', 'boolean', 'perhaps', undefined],
    ['text', 'choice', ' дуб ', 'oak'],
    ['text', 'choice', 'pine', undefined],
    ['text', 'choices', 'Oak; elm', ['oak', 'elm']],
    ['text', 'choices', 'Oak, pine', undefined],
    ['text', 'emails', 'Ani <ani@gyumri.am>', [{ address: 'ani@gyumri.am' }]],
    ['text', 'urls', 'gyumri.am', [{ address: 'https://gyumri.am' }]],
    ['text', 'urls', 'javascript:alert(1)', undefined],
    ['longText', 'text', 'one\ntwo', undefined],
    ['number', 'money', 7, { amount: '7.00', currency: 'AMD' }],
    ['number', 'text', 7.5, '7.5'],
    ['number', 'rating', 9, undefined],
    ['number', 'date', 5, undefined],
    ['money', 'number', { amount: '7.50', currency: 'EUR' }, 7.5],
    ['money', 'text', { amount: '7.50', currency: 'EUR' }, '7.50 EUR'],
    ['date', 'datetime', '2026-02-03', '2026-02-02T20:00:00.000Z'],
    ['datetime', 'date', '2026-02-03T21:00:00+00:00', '2026-02-04'],
    ['choice', 'text', 'oak', 'Oak'],
    ['choice', 'choices', 'oak', ['oak']],
    ['choices', 'choice', ['oak'], 'oak'],
    ['choices', 'choice', ['oak', 'elm'], undefined],
    ['choices', 'text', ['oak', 'elm'], 'Oak, Elm'],
    ['boolean', 'number', true, 1],
    ['boolean', 'text', false, 'no'],
  ])('%s as %s: %j is %j', (from, to, value, meant) => {
    expect(become(from, to, value)).toEqual(meant);
  });

  it('is read back from a text as what it was, whatever the kind and the language', () => {
    const values: Readonly<Record<string, unknown>> = {
      ...{ number: 12, percent: 3, rating: 4, boolean: true, choice: 'elm', choices: ['oak', 'elm'] },
      money: { amount: '7.00', currency: 'EUR' },
    };
    for (const language of ['en', 'ru', 'bg', 'hy', 'ka']) {
      for (const [kind, value] of Object.entries(values)) {
        const text = textOfValue(field(kind), value, language);
        expect(convertValue(field('text'), field(kind), text, { ...manner, language }), `${kind} ${text}`).toEqual(
          value,
        );
      }
    }
  });

  it('of any two kinds is refused or fits', () => {
    for (const from of convertibleKinds)
      for (const to of convertibleKinds) {
        const value =
          from === 'choices'
            ? ['oak']
            : from === 'money'
              ? { amount: '1', currency: 'EUR' }
              : from.endsWith('s')
                ? []
                : '1';
        expect(() => become(from, to, value)).not.toThrow();
      }
  });
});

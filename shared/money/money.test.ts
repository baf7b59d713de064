import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  compareAmounts,
  convertMoney,
  decimalsOf,
  multiplyMoney,
  roundAmount,
  roundMoney,
  sumByCurrency,
} from './amount.ts';
import { formatMoney } from './format-money.ts';
import { detectNumberFormat } from './number-format.ts';
import { parseAmount, parseMoney } from './parse-amount.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const cents = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const amountOf = (value: bigint) => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe('amounts', () => {
  it('add exactly, to any size', () => {
    fc.assert(
      fc.property(cents, cents, (first, second) => {
        expect(addMoney(eur(amountOf(first)), eur(amountOf(second))).amount).toBe(amountOf(first + second));
      }),
    );
  });

  it('round half away from zero, to the decimals of the currency', () => {
    expect(['2.345', '-2.345', '2.3449', '-0.004'].map((amount) => roundAmount(amount, 2))).toEqual([
      '2.35',
      '-2.35',
      '2.34',
      '0.00',
    ]);
    expect(roundMoney({ amount: '1054.5', currency: 'JPY' }).amount).toBe('1055.00');
    expect(roundMoney({ amount: '1.23456', currency: 'BHD' }).amount).toBe('1.235');
    expect(['EUR', 'JPY', 'BHD', 'AMD'].map(decimalsOf)).toEqual([2, 0, 3, 2]);
  });

  it('multiply and convert with one rounding at the end', () => {
    expect(multiplyMoney(eur('0.10'), 3)).toEqual(eur('0.30'));
    expect(multiplyMoney(eur('19.99'), '0.155').amount).toBe('3.10');
    expect(convertMoney(eur('100.00'), '1.95583', 'BGN')).toEqual({ amount: '195.58', currency: 'BGN' });
  });

  it('are never added over currencies', () => {
    expect(() => addMoney(eur('1'), { amount: '1', currency: 'USD' })).toThrow('EUR and USD');
    expect(sumByCurrency([eur('1'), { amount: '2', currency: 'AMD' }, eur('0.5')])).toEqual([
      eur('1.50'),
      { amount: '2.00', currency: 'AMD' },
    ]);
    expect(compareAmounts('10', '9.99')).toBe(1);
  });
});

describe('parseAmount', () => {
  it.each([
    ['1 054,50', '1054.50', null],
    ['1\u00a0054,50', '1054.50', null],
    ['1\u202f054,50 €', '1054.50', 'EUR'],
    ['1,054.50', '1054.50', null],
    ['$1,054', '1054', 'USD'],
    ['$1,054,321', '1054321', 'USD'],
    ['1.054,50', '1054.50', null],
    ['1.054.321', '1054321', null],
    ["CHF 1'054.50", '1054.50', 'CHF'],
    ['1054', '1054', null],
    ['-5.00', '-5.00', null],
    ['−5,5 руб.', '-5.5', 'RUB'],
    ['(1,054.50)', '-1054.50', null],
    ['$-12.00', '-12.00', 'USD'],
    ['12.00-', '-12.00', null],
    ['֏ 5 000', '5000', 'AMD'],
    ['5000 դրամ', '5000', 'AMD'],
    ['20 ₾', '20', 'GEL'],
    ['100 лв.', '100', 'BGN'],
    ['eur 7,5', '7.5', 'EUR'],
    ['12,34,567.80', '1234567.80', null],
    ['.5', '0.5', null],
    ['007', '7', null],
  ])('reads %j as %s %s', (text, amount, currency) => {
    expect(parseAmount(text)).toEqual({ amount, currency });
  });

  it.each(['', 'n/a', '-', '1,05,4', '1.2.3', '12 apples', '1,054.50.1', '1 05', '2017-03-01', '10%'])(
    'finds no amount in %j',
    (text) => {
      expect(parseAmount(text)).toBeNull();
    },
  );

  it('goes by the column where one text could mean two things', () => {
    expect(detectNumberFormat(['1,054', '550'])).toEqual({ format: { decimal: '.' }, ambiguous: true, unreadable: 0 });
    expect(detectNumberFormat(['1,054', '5,5'])).toEqual({ format: { decimal: ',' }, ambiguous: false, unreadable: 0 });
    expect(detectNumberFormat(['1,054', '5.50', ''])).toMatchObject({ format: { decimal: '.' }, ambiguous: false });
    expect(detectNumberFormat(['550', '4821'])).toEqual({ format: { decimal: '.' }, ambiguous: false, unreadable: 0 });
    expect(detectNumberFormat(['1,5', 'x1.2.3'])).toMatchObject({ format: { decimal: ',' }, unreadable: 1 });
    expect(parseMoney('1,054', 'AMD', { decimal: ',' })).toEqual({ amount: '1.054', currency: 'AMD' });
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(cents, (value) => {
        const amount = amountOf(value);
        for (const locale of ['en-US', 'de-DE', 'ru-RU', 'bg-BG', 'fr-FR', 'de-CH']) {
          const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount as `${number}`);
          expect([written, parseAmount(written)?.amount]).toEqual([written, amount]);
        }
      }),
    );
  });
});

describe('formatMoney', () => {
  it('writes as the locale does, to the last digit', () => {
    expect(formatMoney(eur('1054.50'), 'en')).toBe('€1,054.50');
    expect(formatMoney(eur('1054.50'), 'ru')).toBe('1\u00a0054,50\u00a0€');
    expect(formatMoney({ amount: '999999999999999.99', currency: 'USD' }, 'en')).toBe('$999,999,999,999,999.99');
    expect(formatMoney(eur('10005534.00'), 'en', { whole: true })).toBe('€10,005,534');
    expect(formatMoney(eur('10005534.00'), 'en', { compact: true })).toBe('€10M');
  });
});

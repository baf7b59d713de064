import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { formatPhone, homeDigits, parsePhone, parsePhones } from './phone.ts';

describe('parsePhone', () => {
  it.each([
    ['+374 91 12-34-56', undefined, '+37491123456'],
    ['(091) 12-34-56', 'AM', '+37491123456'],
    ['0888 123 456', 'BG', '+359888123456'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['555 12 34 56', 'GE', '+995555123456'],
    ['00359 888 123 456', undefined, '+359888123456'],
    ['00359 888 123 456', 'US', '+359888123456'],
    ['(091) 12-34-56', undefined, '091123456'],
    ['091 123456', 'XX', '091123456'],
    ['112', 'AM', '112'],
  ])('reads %j in %s as %s and keeps what was typed', (text, country, number) => {
    expect(parsePhone(` ${text} `, country)).toEqual({ number, original: text });
  });

  it('finds no number where there is none', () => {
    expect(parsePhone('n/a')).toBeNull();
    expect(parsePhone('12')).toBeNull();
  });

  it('takes several from one cell', () => {
    expect(parsePhones('091 123456; +359 888 123 456 / -', 'AM').map(({ number }) => number)).toEqual([
      '+37491123456',
      '+359888123456',
    ]);
  });

  it.each([
    ['+37491123456', '091123456'],
    ['+79123456789', '89123456789'],
    ['+359888123456', '0888123456'],
    ['+995555123456', '0555123456'],
    ['+4930901820', '030901820'],
    ['+12125550100', null],
    ['12345', null],
  ])('dials %s at home as %s', (number, digits) => {
    expect(homeDigits({ number, original: number })).toBe(digits);
  });

  it('knows the calling codes that the parser knows', () => {
    for (const country of getCountries()) {
      const code = getCountryCallingCode(country);
      const expected = code === '1' ? null : `${code === '7' ? '8' : '0'}55512345`;
      expect([country, homeDigits({ number: `+${code}55512345`, original: '' })]).toEqual([country, expected]);
    }
  });

  it('shows a number in groups, and an unknown one as typed', () => {
    expect(formatPhone({ number: '+37491123456', original: '091123456' })).toBe('+374 91 123456');
    expect(formatPhone({ number: '12345', original: 'ext. 12345' })).toBe('ext. 12345');
  });
});

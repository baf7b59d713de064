import { describe, expect, it } from 'vitest';
import { isCalledBy, readCallNumber, searchTermOf } from './call-number.ts';

const phone = (number: string) => ({ number, original: number });
const read = (given: unknown) => readCallNumber(given) ?? { text: '', digits: '' };

describe('the number in an address', () => {
  it.each([
    ['+374 10 512300', '+37410512300'],
    [' 374 10 512300', '+37410512300'],
    [37410512300, '+37410512300'],
    ['tel:+374-10-512300', '+37410512300'],
    ['sip:+37410512300@pbx.example;user=phone', '+37410512300'],
    ['0037410512300', '+37410512300'],
    ['010 512300', '010 512300'],
    [512300, '512300'],
    ['89161234567', '89161234567'],
  ])('%s is kept as %s', (given, text) => {
    expect(read(given).text).toBe(text);
  });

  it.each([undefined, '', 'anonymous', '12', 'tel:'])('%s is none', (given) => {
    expect(readCallNumber(given)).toBeNull();
  });
});

describe('whose number it is', () => {
  it.each(['+37410512300', '0037410512300', '010512300', '512300', '10512300'])('%s calls', (given) => {
    expect(isCalledBy(read(given), phone('+37410512300'))).toBe(true);
    expect('37410512300 010512300').toContain(searchTermOf(read(given)));
  });

  it('an eight stands for the country in Russia', () => {
    expect(isCalledBy(read('89161234567'), phone('+79161234567'))).toBe(true);
  });

  it.each(['+37410512301', '+37499512300', '12300', '+737410512300'])('%s is somebody else', (given) => {
    expect(isCalledBy(read(given), phone('+37410512300'))).toBe(false);
  });

  it('a number that was kept without its country is known with it', () => {
    expect(isCalledBy(read('+37410512300'), phone('010512300'))).toBe(true);
    expect(isCalledBy(read('+37410512300'), phone('300'))).toBe(false);
  });
});

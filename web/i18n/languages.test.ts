import { describe, expect, it } from 'vitest';
import { detectLanguage, findChosenLanguage, localeOf } from './languages.ts';

describe('the language of a person', () => {
  it('is the first of the browser’s that Rapport speaks, else English', () => {
    expect(detectLanguage(['de-DE', 'ka-GE', 'ru'])).toBe('ka');
    expect(detectLanguage(['de-DE'])).toBe('en');
  });

  it('is remembered, and a value nobody chose is not', () => {
    expect(findChosenLanguage({ getItem: () => 'hy' })).toBe('hy');
    expect(findChosenLanguage({ getItem: () => 'xx' })).toBeNull();
    expect(findChosenLanguage({ getItem: () => null })).toBeNull();
  });

  it('formats English as the browser’s region does', () => {
    expect(localeOf('en', ['ru', 'en-US'])).toBe('en-US');
    expect(localeOf('en', [])).toBe('en-GB');
    expect(localeOf('bg', ['en-US'])).toBe('bg');
  });
});

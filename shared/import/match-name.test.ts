import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchChoice } from './match-choice.ts';
import { matchName, nameMatcher } from './match-name.ts';
import { parseBoolean } from './parse-boolean.ts';

const products = ['GTX Basic', 'GTX Pro', 'MG Special', 'MG Advanced', 'GTX Plus Pro', 'GTX Plus Basic', 'GTK 500'];

describe('matchName', () => {
  it('tells an exact from a normalised and a near match', () => {
    expect(matchName('GTX Pro', products)).toEqual({ kind: 'exact', name: 'GTX Pro', suggestions: [] });
    expect(matchName('GTXPro', products)).toEqual({ kind: 'normalised', name: 'GTX Pro', suggestions: [] });
    expect(matchName(' gtx-plus  PRO ', products)).toMatchObject({ kind: 'normalised', name: 'GTX Plus Pro' });
    expect(matchName('MG Specail', products)).toMatchObject({ kind: 'near', name: 'MG Special' });
    expect(matchName('Ромшака', ['Ромашка', 'Лютик'])).toMatchObject({ kind: 'near', name: 'Ромашка' });
  });

  it('never takes another number, a short name or one of two for a typing error', () => {
    expect(matchName('GTK 501', products)).toMatchObject({ kind: 'none', name: null });
    expect(matchName('Acne', ['Acme'])).toMatchObject({ kind: 'none', suggestions: ['Acme'] });
    expect(matchName('Acmee Ltd', ['Acme1 Ltd', 'Acmes Ltd', 'Acmed Ltd']).kind).toBe('none');
    expect(matchName('ab c', ['a bc', 'abc ']).kind).toBe('none');
    expect(matchName('...', ['!!!'])).toEqual({ kind: 'none', name: null, suggestions: [] });
  });

  it('suggests what looks alike, across scripts too', () => {
    expect(matchName('GTX', products).suggestions).toContain('GTX Pro');
    expect(matchName('Иванов', ['Ivanov', 'Petrov'])).toEqual({ kind: 'none', name: null, suggestions: ['Ivanov'] });
    expect(matchName('Acme', ['Zeta']).suggestions).toEqual([]);
  });

  it('finds every candidate by its own name, and near a long one with one letter swapped', () => {
    const name = fc.stringMatching(/^[a-z]{12,16}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), (names, which, where) => {
        const match = nameMatcher(names);
        for (const one of names) expect(match(one)).toMatchObject({ kind: 'exact', name: one });
        const chosen = names[which % names.length] ?? '';
        const at = where % (chosen.length - 1);
        const typo = chosen.slice(0, at) + chosen.charAt(at + 1) + chosen.charAt(at) + chosen.slice(at + 2);
        fc.pre(!names.includes(typo));
        const found = match(typo);
        expect(found.kind === 'near' ? found.name : found.suggestions).toEqual(
          found.kind === 'near' ? chosen : expect.arrayContaining([chosen]),
        );
      }),
    );
  });
});

describe('matchChoice', () => {
  const industries = [
    { value: 'technology', labels: ['Technology', 'Технологии', 'Տեխնոլոգիա', 'ტექნოლოგია'] },
    { value: 'realEstate', labels: ['Real estate', 'Недвижимость', 'Недвижими имоти'] },
    { value: 'retail', labels: ['Retail', 'Розница'] },
    { value: 'other', labels: ['Other', 'Другое'] },
    { value: 'misc', labels: ['Other things', 'Другое'] },
  ];

  it('knows a choice by its value and by its labels in any language', () => {
    expect(matchChoice('technology', industries)).toMatchObject({ kind: 'exact', value: 'technology' });
    expect(matchChoice('real-estate', industries)).toMatchObject({ kind: 'normalised', value: 'realEstate' });
    expect(matchChoice('НЕДВИЖИМОСТЬ', industries)).toMatchObject({ kind: 'normalised', value: 'realEstate' });
    expect(matchChoice('technolgy', industries)).toMatchObject({ kind: 'near', value: 'technology' });
    expect(matchChoice('ტექნოლოგიი', industries)).toMatchObject({ kind: 'near', value: 'technology' });
  });

  it('decides nothing where two choices are called alike, and names both', () => {
    expect(matchChoice('Другое', industries)).toEqual({ kind: 'none', value: null, suggestions: ['other', 'misc'] });
    expect(matchChoice('shipping', industries)).toEqual({ kind: 'none', value: null, suggestions: [] });
  });
});

describe('parseBoolean', () => {
  it('knows yes and no in five languages', () => {
    expect(['yes', 'TRUE', '1', 'Да', 'այո', 'დიახ', 'x'].map(parseBoolean)).toEqual(Array(7).fill(true));
    expect(['no', 'False', '0', 'Нет', 'не', 'ոչ', 'არა', '-'].map(parseBoolean)).toEqual(Array(8).fill(false));
    expect(['maybe', '', '2'].map(parseBoolean)).toEqual([null, null, null]);
  });
});

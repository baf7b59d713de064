import type { TFunction } from 'i18next';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldCodes, problemCodes } from '../../shared/contract/error-codes.ts';
import type { Problem } from '../../shared/errors.ts';
import { languages } from '../../shared/nouns/metadata.ts';
import { ApiError, unreachable } from '../client/api-error.ts';
import { textSources } from '../texts.ts';
import { createTranslations, type Translations } from './i18n.ts';
import { fieldText, problemFields, problemLines, problemText, statusOf } from './problem-text.ts';

let translations: Translations;
const t = ((...given: Parameters<TFunction>) => translations.i18n.t(...given)) as TFunction;

const problem = (change: Partial<Problem>): Problem => ({
  type: 'about:blank',
  title: 'Problem',
  status: 422,
  code: 'invalid',
  params: {},
  fields: [],
  requestId: 'request-7',
  ...change,
});

beforeAll(async () => {
  const deals = { nouns: { deal: { fields: { lostReason: 'Lost reason' } } } };
  translations = await createTranslations([...textSources, { name: 'deals', load: async () => ({ deals }) }], 'en');
  await translations.later.load(['errors']);
});

describe('the text of a problem', () => {
  beforeEach(() => translations.changeLanguage('en'));

  it.each(languages)('exists in %s for every code of the platform', async (language) => {
    await translations.changeLanguage(language);
    const codes = [...problemCodes, ...fieldCodes];
    expect(codes.filter((code) => !translations.i18n.exists(`errors:${code}`, { fallbackLng: [] }))).toEqual([]);
  });

  it('is found in the error a client throws and in the bare problem', () => {
    const stale = problem({ status: 412, code: 'stale' });
    expect(problemText(new ApiError(stale), t)).toMatch(/^Somebody changed this record/);
    expect(problemText(stale, t)).toMatch(/^Somebody changed this record/);
    expect(statusOf(new ApiError(stale))).toBe(412);
  });

  it('names the request where the code is unknown, so that it can be looked up', () => {
    expect(problemText(problem({ code: 'neverHeardOf' }), t)).toContain('request-7');
  });

  it('tells a server out of reach from a fault of the page', () => {
    expect(problemText(new TypeError('Failed to fetch'), t)).toMatch(/cannot be reached/);
    expect(problemText(new TypeError('x is undefined'), t)).toMatch(/reason is unknown/);
    expect(problemText(unreachable(new TypeError('Failed to fetch')), t)).toMatch(/cannot be reached/);
    expect(statusOf(unreachable(null))).toBeNull();
  });

  it('stands beside each input at fault', () => {
    const refused = problem({
      fields: [
        { path: 'owner.email', code: 'notAnEmail' },
        { path: 'owner.password', code: 'passwordTooShort', params: { minimum: 10 } },
      ],
    });
    expect(problemFields(refused, t)).toEqual({
      'owner.email': 'This is not an email address.',
      'owner.password': 'The password is too short: at least 10 characters.',
    });
    expect(fieldText({ path: 'name', code: 'neverHeardOf' }, t)).toBe('This value is not accepted.');
  });

  it('names the fields where there is no input to mark', () => {
    const fields = [
      { path: 'lostReason', code: 'required' },
      { path: '0.neverHeardOf', code: 'notAnEmail' },
    ];
    const told = 'Lost reason: Fill this in.\nThis is not an email address.';
    expect(problemLines(problem({ fields }), t, 'deal')).toBe(told);
    expect(problemLines(problem({ code: 'stale', fields: fields.slice(0, 1) }), t, 'deal')).toMatch(/\nLost reason: /);
    expect(problemLines(problem({ code: 'stale' }), t, 'deal')).toBe(problemText(problem({ code: 'stale' }), t));
  });
});

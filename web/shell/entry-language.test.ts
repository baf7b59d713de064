import { expect, test } from 'vitest';
import { languageAtEntry, pickAtEntrance, takePicked } from './entry-language.ts';

const nothing = { picked: null, own: null, remembered: null, workspace: 'en' } as const;

test('what was picked on the way in goes before everything, and becomes one’s own', () => {
  expect(languageAtEntry({ ...nothing, picked: 'hy', own: 'ru', remembered: 'bg' })).toEqual({
    ...{ language: 'hy', becomesTheirs: true },
  });
  expect(languageAtEntry({ ...nothing, picked: 'hy', own: 'hy' }).becomesTheirs).toBe(false);
});

test('one’s own goes before what the last person at this browser chose, and that before the workspace’s', () => {
  expect(languageAtEntry({ ...nothing, own: 'ru', remembered: 'bg' })).toEqual({
    language: 'ru',
    becomesTheirs: false,
  });
  expect(languageAtEntry({ ...nothing, remembered: 'bg' }).language).toBe('bg');
  expect(languageAtEntry(nothing)).toEqual({ language: 'en', becomesTheirs: false });
});

test('a pick counts for one entry', () => {
  pickAtEntrance('ka');
  expect([takePicked(), takePicked()]).toEqual(['ka', null]);
});

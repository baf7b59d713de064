import { normaliseName } from './match-name.ts';

/** What the text means, in any of the five languages; null when it is neither yes nor no. */
export function parseBoolean(text: string): boolean | null {
  const word = normaliseName(text) || text.trim();
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}

const yes = new Set(
  'true t yes y on 1 x v ✓ ✔ + истина да д вкл верно активен այո ճիշտ կի დიახ კი ჭეშმარიტი'.split(' '),
);
const no = new Set(
  'false f no n off 0 - ✗ ✘ ложь нет н выкл неверно не неактивен невярно ոչ սխալ არა მცდარი'.split(' '),
);

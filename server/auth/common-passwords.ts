import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What remains of a password without digits and signs around it is looked up from so many letters on. */
const shortestWord = 6;
/** `aaaaaaaaaa` and `1212121212` stand on no list of words and are tried all the same. */
const fewestCharacters = 4;

/**
 * Whether whoever guesses tries this password among the first: it stands on the list of those that leaked most often, as it is or
 * with digits and signs around it, is two of these in a row, or hardly more than one key. The list is read each time: passwords are rarely set, and
 * memory is for other things.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  const folded = password.normalize('NFKC').toLowerCase().trim();
  if (new Set(folded).size < fewestCharacters) return true;
  const word = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const list = await readFile(
    createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json'),
    'utf8',
  );
  return isListed(list, folded) || (word.length >= shortestWord && isListed(list, word)) || isTwoListed(list, word);
}

/** The shortest of two words in a row. */
const shortestOfTwo = 4;

/** Two such words in a row are tried next, with digits and signs between them or not. */
function isTwoListed(list: string, text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  for (let cut = shortestOfTwo; cut <= letters.length - shortestOfTwo; cut++)
    if (isListed(list, letters.slice(0, cut)) && isListed(list, letters.slice(cut))) return true;
  return false;
}

/** The list is a JSON array of lower-case texts: what is quoted as JSON quotes it is found in it as it stands. */
function isListed(list: string, text: string): boolean {
  return list.includes(JSON.stringify(text));
}

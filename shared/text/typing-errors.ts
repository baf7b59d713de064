/** Part of a text in which `null` stands for any one letter. */
export type NearPattern = readonly (string | null)[];

/** Letters a word must have for one of them to be wrong: of a shorter one too little would be left. */
const leastLetters = 5;
/** Letters in a row that an index finds. */
const run = 3;

/**
 * The parts of texts that a folded word is found by when one letter of it was typed wrong, left out, typed too much or
 * changed places with the next (Damerau–Levenshtein distance 1), the word itself first. Null for a word that is too short
 * for that, or of more than letters: a number that is nearly right is another number.
 */
export function nearPatterns(word: string): readonly NearPattern[] | null {
  const letters = [...word];
  if (letters.length < leastLetters || !letters.every((letter) => /\p{L}/u.test(letter))) return null;
  const found = new Map<string, NearPattern>();
  const add = (pattern: NearPattern) => {
    if (hasRun(pattern)) found.set(pattern.map((letter) => letter ?? '_').join(''), pattern);
  };
  add(letters);
  for (let at = 0; at < letters.length; at++) {
    const [before, here, after] = [letters.slice(0, at), letters[at] as string, letters.slice(at + 1)];
    add([...before, ...after]);
    if (at > 0) add([...before, null, here, ...after]);
    // At either end it is the same as leaving the letter out.
    if (at > 0 && after.length > 0) add([...before, null, ...after]);
    const [next, ...rest] = after;
    if (next !== undefined && next !== here) add([...before, next, here, ...rest]);
  }
  return [...found.values()];
}

/** Whether the pattern occurs in a text. */
export function occursNearly(pattern: NearPattern, text: string): boolean {
  return new RegExp(pattern.map((letter) => letter ?? '[^]').join(''), 'u').test(text);
}

function hasRun(pattern: NearPattern): boolean {
  return pattern.some((_, start) => {
    const part = pattern.slice(start, start + run);
    return part.length === run && !part.includes(null);
  });
}

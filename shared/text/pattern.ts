/** How a text must look: like one of the masks. The example is what a person is shown. */
export interface TextPattern {
  /** `#` is a digit, `@` a letter of any script, `?` one of both, `*` anything, `\\` takes the next sign as it is. */
  readonly masks: readonly string[];
  readonly example: string;
}

type Test = (sign: string) => boolean;

const isDigit: Test = (sign) => /^\d$/.test(sign);
const isLetter: Test = (sign) => /^\p{L}$/u.test(sign);
const wildcards: Readonly<Record<string, Test>> = {
  '#': isDigit,
  '@': isLetter,
  '?': (sign) => isDigit(sign) || isLetter(sign),
};

/** Whether the text looks like one of the pattern's masks. Takes time by the lengths of text and mask, whatever they hold. */
export function matchesPattern(text: string, { masks }: TextPattern): boolean {
  const signs = [...text.normalize('NFC')];
  return masks.some((mask) => matchesMask(signs, testsOf(mask)));
}

/** Null stands for any number of signs. */
function testsOf(mask: string): readonly (Test | null)[] {
  const tests: (Test | null)[] = [];
  const signs = [...mask.normalize('NFC')];
  for (let index = 0; index < signs.length; index++) {
    const sign = signs[index] as string;
    if (sign === '*') tests.push(null);
    else if (sign === '\\') tests.push(same(signs[++index] ?? '\\'));
    else tests.push(wildcards[sign] ?? same(sign));
  }
  return tests;
}

const same =
  (wanted: string): Test =>
  (sign) =>
    sign === wanted;

/** Goes back to the last `*` alone, which is enough: what an earlier one could take, the later one can too. */
function matchesMask(signs: readonly string[], tests: readonly (Test | null)[]): boolean {
  let [at, test, star, from] = [0, 0, -1, 0];
  while (at < signs.length) {
    const wanted = tests[test];
    if (wanted === null) {
      [star, from] = [test, at];
      test++;
    } else if (wanted?.(signs[at] as string)) {
      at++;
      test++;
    } else if (star >= 0) {
      test = star + 1;
      from++;
      at = from;
    } else return false;
  }
  return tests.slice(test).every((rest) => rest === null);
}

/** What the basic alphabet of SMS has (GSM 03.38); these take one place of 160, */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** and these two. */
const extended = '^{}\\[~]|€';

const inBasic = new Set(basic);
const inExtended = new Set(extended);

/** How a text goes out as SMS. */
export interface SmsParts {
  /** `gsm` with 160 letters a part; `unicode` with 70, for Armenian, Georgian, Cyrillic and whatever else is not in the basic alphabet. */
  readonly alphabet: 'gsm' | 'unicode';
  readonly parts: readonly string[];
}

/** Parts an SMS may have. */
export const mostSmsParts = 10;

/** Cuts a text into the parts it is sent, and paid for, in. A letter is never cut in two. */
export function smsPartsOf(text: string): SmsParts {
  const letters = [...text];
  const isGsm = letters.every((letter) => inBasic.has(letter) || inExtended.has(letter));
  const size = isGsm ? (letter: string) => (inExtended.has(letter) ? 2 : 1) : (letter: string) => letter.length;
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  const whole = letters.reduce((sum, letter) => sum + size(letter), 0);
  return {
    alphabet: isGsm ? 'gsm' : 'unicode',
    parts: whole <= alone ? [text] : cut(letters, size, joined),
  };
}

function cut(letters: readonly string[], size: (letter: string) => number, places: number): readonly string[] {
  const parts: string[] = [];
  let [part, used] = ['', 0];
  for (const letter of letters) {
    if (used + size(letter) > places) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += letter;
    used += size(letter);
  }
  return [...parts, part];
}

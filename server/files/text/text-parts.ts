import { foldText } from '../../../shared/text/fold.ts';
import { textLimits } from './extract-text.ts';

/** Letters of a part, of which one is shown around what was found. */
const partLength = 240;
/** Stands between the folded parts: no text that is sought holds it. */
export const partBreak = '\u001f';

/** A text as it is kept to be found: its parts as they read, and all of them folded, with `partBreak` between. */
export interface IndexedText {
  readonly parts: readonly string[];
  readonly search: string;
}

/** The file's name and text in parts of a line or two, cut between words. */
export function indexText(name: string, text: string): IndexedText {
  // Halves of letters become a letter; nothing that the database refuses, or that stands between parts, is left.
  const whole = Buffer.from(text.slice(0, textLimits.letters)).toString();
  const clean = whole.replaceAll('\0', ' ').replaceAll(partBreak, ' ').replaceAll('\ufffd', ' ');
  const parts = [name, ...cut(clean)];
  return { parts, search: parts.map((part) => foldText(part)).join(partBreak) };
}

function cut(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const word of text.split(/\s+/u).filter(Boolean).flatMap(chopped)) {
    if (part !== '' && part.length + word.length >= partLength) {
      parts.push(part);
      part = '';
    }
    part = part === '' ? word : `${part} ${word}`;
  }
  return part === '' ? parts : [...parts, part];
}

/** A thing of a thousand letters without a space is no word: it is cut where it must be. */
function chopped(word: string): readonly string[] {
  return word.length <= partLength ? [word] : (word.match(/[\s\S]{1,240}/gu) ?? []);
}

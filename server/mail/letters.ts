import type { Language } from '../../shared/nouns/metadata.ts';
import { composeLetter, fill, type LetterText, wordsFor } from './letter-text.ts';

/** To whom a letter of Rapport's own goes, in which language and whose workspace it is. */
export interface LetterFrame {
  readonly language: Language;
  /** The reader's. */
  readonly name: string;
  readonly workspace: string;
}

/** Shows whoever sets a mail server up that letters arrive. */
export function testLetter({ language, name, workspace }: LetterFrame): LetterText {
  const words = wordsFor('test', language);
  return composeLetter({
    ...{ language, name, sender: workspace },
    subject: fill(words.subject, { workspace }),
    paragraphs: [words.text],
  });
}

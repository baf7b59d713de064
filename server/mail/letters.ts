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

/** Lets somebody in who is to work along. */
export function invitationLetter(frame: LetterFrame & { readonly inviter: string; readonly url: string }): LetterText {
  const { language, name, workspace, inviter, url } = frame;
  const words = wordsFor('invitation', language);
  return composeLetter({
    ...{ language, name, sender: workspace },
    subject: fill(words.subject, { inviter, workspace }),
    paragraphs: [fill(words.text, { inviter, workspace }), words.until],
    button: { label: words.button, url },
  });
}

/** Lets somebody choose a new password who has forgotten theirs. */
export function passwordResetLetter(frame: LetterFrame & { readonly email: string; readonly url: string }): LetterText {
  const { language, name, workspace, email, url } = frame;
  const words = wordsFor('passwordReset', language);
  return composeLetter({
    ...{ language, name, sender: workspace },
    subject: words.subject,
    paragraphs: [fill(words.text, { email }), words.until],
    button: { label: words.button, url },
  });
}

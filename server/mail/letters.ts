import type { Language } from '../../shared/nouns/metadata.ts';
import type { AccountChange } from '../auth/tell-of-account.ts';
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

/** Tells somebody that how they sign in was changed, and from where. */
export function accountLetter(
  frame: LetterFrame & { readonly kind: AccountChange; readonly email: string; readonly address: string },
): LetterText {
  const { language, name, workspace, kind, email, address } = frame;
  const words = wordsFor('account', language);
  return composeLetter({
    ...{ language, name, sender: workspace },
    subject: words[kind],
    paragraphs: [fill(words.text, { what: words[kind], email, address }), fill(words.notYou, { workspace })],
  });
}

/** Tells a member by mail what their notices tell them. */
export function noticeLetter(
  frame: LetterFrame & {
    readonly kind:
      | 'reminder'
      | 'assigned'
      | 'mentioned'
      | 'replied'
      | 'done'
      | 'shared'
      | 'alarm'
      | 'retention'
      | 'domain'
      | 'backup'
      | 'contract'
      | 'process'
      | 'processStopped'
      | 'callMissed'
      | 'callNotReturned'
      | 'clientWrote'
      | 'messageCame';
    readonly by: string;
    readonly title: string;
    readonly count: string;
    /** What whoever has it told says. */
    readonly text?: string;
    readonly url: string;
  },
): LetterText {
  const { language, name, workspace, by, title, count, text = '', url } = frame;
  const words = wordsFor('notice', language);
  const isMany = (frame.kind === 'assigned' || frame.kind === 'done') && count !== '1';
  const kind = isMany ? (`${frame.kind}Many` as const) : frame.kind;
  const subject = fill(words[kind], { by, title: shortened(title), count, text });
  const button = { label: words.button, url };
  return composeLetter({ language, name, sender: workspace, subject, paragraphs: [subject, words.text], button });
}

const longestTitle = 120;

/** A note's title is all of it. */
function shortened(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle)}…` : title;
}

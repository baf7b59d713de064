import { composeLetter, fill, type LetterText } from '../../../server/mail/letter-text.ts';
import { textsOf } from '../../../server/texts/locales.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type texts from '../locales/en.json';

const words = textsOf<typeof texts>('modules/portal');

interface PortalLetter {
  readonly kind: keyof (typeof texts)['letters'];
  readonly language: Language;
  readonly name: string;
  readonly workspace: string;
  readonly url: string;
  /** What it is about, where it is about something. */
  readonly title?: string;
}

/** A letter to a client of the portal, in the language they use it in. */
export function portalLetter({ kind, language, name, workspace, url, title = '' }: PortalLetter): LetterText {
  const said = words[language].letters[kind];
  return composeLetter({
    ...{ language, name, sender: workspace },
    subject: fill(said.subject, { workspace, title }),
    paragraphs: [fill(said.text, { workspace, title }), said.more],
    button: { label: said.button, url },
  });
}

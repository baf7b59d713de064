import type { NounWords } from '../../../shared/nouns/noun-words.ts';
import type { CustomNoun } from './custom-nouns.queries.ts';

type Texts = Readonly<Partial<Record<string, string>>>;

/** What the form of an added noun holds while it is being filled in; texts by language. */
export interface NounDraft extends NounWords {
  readonly titleLabel: Texts;
  readonly icon: CustomNoun['icon'];
  readonly rights: CustomNoun['rights'];
}

export function draftOfNoun(noun: CustomNoun | null): NounDraft {
  if (!noun) return { one: {}, many: {}, create: {}, about: {}, titleLabel: {}, icon: 'folder', rights: 'work' };
  const { one, many, create, about, titleLabel, icon, rights } = noun;
  return { one, many, create: create ?? {}, about: about ?? {}, titleLabel: titleLabel ?? {}, icon, rights };
}

/** What is sent: languages left empty are not said. */
export function nounInput({ one, many, create, about, titleLabel, icon }: NounDraft) {
  const orNone = (texts: Texts | undefined) => filledWords({ texts }).texts ?? null;
  return {
    ...{ one: filled(one), many: filled(many), icon },
    ...{ create: orNone(create), about: orNone(about), titleLabel: orNone(titleLabel) },
  };
}

/** The texts that say something in a language at least. */
export function filledWords<Word extends string>(
  words: Readonly<Partial<Record<Word, Texts | undefined>>>,
): Partial<Record<Word, Record<string, string>>> {
  const said = Object.entries<Texts | undefined>(words).map(([word, texts]) => [word, filled(texts)] as const);
  return Object.fromEntries(said.filter(([, texts]) => Object.keys(texts).length > 0)) as Partial<
    Record<Word, Record<string, string>>
  >;
}

function filled(texts: Texts = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([language, text]) => (text?.trim() ? [[language, text.trim()]] : [])),
  );
}

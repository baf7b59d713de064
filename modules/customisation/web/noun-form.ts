import type { LocalText } from '../../../shared/nouns/field.ts';
import type { CustomNoun } from './custom-nouns.queries.ts';

type Texts = Readonly<Partial<Record<string, string>>>;

/** What the form of an added noun holds while it is being filled in; texts by language. */
export interface NounDraft {
  readonly one: Texts;
  readonly many: Texts;
  readonly titleLabel: Texts;
  readonly icon: CustomNoun['icon'];
  readonly rights: CustomNoun['rights'];
}

export function draftOfNoun(noun: CustomNoun | null): NounDraft {
  if (!noun) return { one: {}, many: {}, titleLabel: {}, icon: 'folder', rights: 'work' };
  const { one, many, titleLabel, icon, rights } = noun;
  return { one, many, titleLabel: titleLabel ?? {}, icon, rights };
}

/** What is sent: languages left empty are not said. */
export function nounInput(draft: NounDraft) {
  const titleLabel = filled(draft.titleLabel);
  return {
    ...{ one: filled(draft.one), many: filled(draft.many), icon: draft.icon },
    titleLabel: Object.keys(titleLabel).length > 0 ? titleLabel : null,
  };
}

function filled(texts: Texts): LocalText {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim()));
}

import type { i18n } from 'i18next';
import { useLayoutEffect } from 'react';
import type { NounMetadata } from '../../shared/nouns/metadata.ts';
import { labelAfter, type NounWords } from '../../shared/nouns/noun-words.ts';
import { localText } from './local-text.ts';
import { useTranslation } from './use-translation.tsx';

/**
 * Puts what a workspace calls nouns and fields among the texts of the modules', so that whatever names a noun by
 * `nouns:<noun>.…` (navigation, search, refusals) knows them too.
 */
export function useNounTexts(nouns: readonly NounMetadata[] | undefined): void {
  const { i18n } = useTranslation();
  const { language } = i18n;
  // While it is being drawn, before anything below: what comes with the same metadata has its names from the first.
  if (nouns) putNames(i18n, nouns, language);
  useLayoutEffect(() => {
    if (!nouns) return;
    putNames(i18n, nouns, language);
    tellDrawn(i18n);
  }, [i18n, nouns, language]);
  useLayoutEffect(() => () => giveBack(i18n), [i18n]);
}

interface Put {
  readonly nouns: readonly NounMetadata[];
  readonly language: string;
  readonly declared: Bundle;
  /** Whether something may be drawn by other names. */
  isOutOfDate: boolean;
}

/** What stands among the texts of an instance, and what the modules said there. */
const put = new WeakMap<i18n, Put>();

/** Nothing where these stand there already. */
function putNames(i18n: i18n, nouns: readonly NounMetadata[], language: string): void {
  const known = put.get(i18n);
  if (known?.nouns === nouns && known.language === language) return;
  // Before the first time only shipped names could be shown: what was added is known from then on.
  const isOutOfDate = known !== undefined || nouns.some(({ label, custom }) => label && !custom);
  giveBack(i18n);
  const declared = structuredClone(bundleOf(i18n, language));
  const texts = nounTexts(nouns, declared, language, i18n);
  i18n.addResourceBundle(language, 'nouns', texts, true, true, { silent: true });
  put.set(i18n, { nouns, language, declared, isOutOfDate });
}

/** What was drawn by other names draws itself anew. */
function tellDrawn(i18n: i18n): void {
  const known = put.get(i18n);
  if (!known?.isOutOfDate) return;
  known.isOutOfDate = false;
  i18n.addResourceBundle(known.language, 'nouns', {}, true, true);
}

type Texts = { [word in Word]?: string } & { readonly fields?: Readonly<Record<string, string>> };
type Bundle = Readonly<Record<string, Texts>>;

const words = ['one', 'many', 'create', 'about'] as const;
type Word = (typeof words)[number];

const bundleOf = (i18n: i18n, language: string): Bundle => i18n.getResourceBundle(language, 'nouns') ?? {};

/** A name that is given up again is what the modules say; what screens brought along meanwhile stays. */
function giveBack(i18n: i18n): void {
  const known = put.get(i18n);
  if (!known) return;
  put.delete(i18n);
  const { language, declared } = known;
  const texts = Object.entries(structuredClone(bundleOf(i18n, language))).map(([noun, { fields, ...kept }]) => {
    for (const word of words) delete kept[word];
    const own = declared[noun];
    return [noun, { ...kept, ...own, ...(fields ? { fields: { ...fields, ...own?.fields } } : {}) }];
  });
  // Noun by noun: what was added to one must not stay in it.
  i18n.addResourceBundle(language, 'nouns', Object.fromEntries(texts), false, true, { silent: true });
}

/** What the workspace calls its nouns and fields; exported for the tests. */
export function nounTexts(
  nouns: readonly NounMetadata[],
  declared: Bundle,
  language: string,
  { t }: Pick<i18n, 't'>,
): Bundle {
  const renamed = new Map(nouns.flatMap(({ name, label, custom }) => (label && !custom ? [[name, label]] : [])));
  return Object.fromEntries(
    nouns.map((noun) => {
      const own = ownWords(noun, language);
      // The shipped act speaks of the shipped name, and what was added has none: several may stand side by side.
      if (own.one && !own.create && (noun.custom || declared[noun.name]?.create))
        own.create = t('kit:create.named', { noun: own.one });
      const fields = noun.fields.flatMap((field) => {
        const text =
          localText(field.label, language) ?? followed(field, declared[noun.name], declared, renamed, language);
        return text === undefined ? [] : [[field.name, text] as const];
      });
      return [noun.name, { ...own, fields: Object.fromEntries(fields) }];
    }),
  );
}

/** Nouns of modules have words of their own in every language, added ones only those they were given. */
function ownWords({ label, custom }: NounMetadata, language: string): Texts {
  const found = words.flatMap((word) => {
    const text = custom ? localText(label?.[word], language) : label?.[word]?.[language];
    return text === undefined ? [] : [[word, text] as const];
  });
  return Object.fromEntries(found);
}

/** A field that bears the shipped name of the noun it points at goes by that noun's name. */
function followed(
  field: NounMetadata['fields'][number],
  own: Texts | undefined,
  declared: Bundle,
  renamed: ReadonlyMap<string, NounWords>,
  language: string,
): string | undefined {
  const names = 'to' in field ? renamed.get(field.to) : undefined;
  const label = own?.fields?.[field.name];
  if (!names || !label || !('to' in field)) return undefined;
  const { one = '', many = '' } = declared[field.to] ?? {};
  const after = labelAfter(label, { one, many }, names, language);
  return after === label ? undefined : after;
}

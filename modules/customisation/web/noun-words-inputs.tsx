import { SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { languages } from '../../../shared/nouns/metadata.ts';
import type { NounWords } from '../../../shared/nouns/noun-words.ts';
import { languageNames } from '../../../web/i18n/languages.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './fields.module.css';

type Word = 'one' | 'many' | 'create' | 'about';

interface NounWordsInputsProps {
  readonly words: NounWords;
  /** What stands where nothing is said. */
  readonly shipped?: NounWords;
  readonly required?: boolean;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: NounWords) => void;
  /** Further texts, in the language that is chosen. */
  readonly children?: (language: string) => ReactNode;
}

/** What a kind of record is called, in one language at a time; the language of the page comes first. */
export function NounWordsInputs({
  words,
  shipped = {},
  required = false,
  errors,
  onChange,
  children,
}: NounWordsInputsProps) {
  const { t, i18n } = useTranslation('customisation');
  const [language, setLanguage] = useState(i18n.language);
  const input = (word: Word, label: string, more: { maxLength: number; required?: boolean; description?: string }) => (
    <TextInput
      {...more}
      label={label}
      lang={language}
      placeholder={word === 'create' ? '' : shipped[word]?.[language]}
      value={words[word]?.[language] ?? ''}
      error={errors[`${word}.${language}`] ?? errors[word]}
      onChange={(event) => onChange({ [word]: { ...words[word], [language]: event.currentTarget.value } })}
    />
  );
  const one = words.one?.[language]?.trim();
  // The page has the words of its own language alone.
  const named = one && language === i18n.language ? t('kit:create.named', { noun: one }) : undefined;
  const act = one ? named : shipped.create?.[language];
  return (
    <>
      <div className={classes.languages}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('nounPage.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      {input('one', t('nounPage.one'), { maxLength: 60, required })}
      {input('many', t('nounPage.many'), { maxLength: 60, required })}
      {input('create', t('nounPage.createWords'), {
        maxLength: 60,
        ...(act ? { description: t('nounPage.createHint', { example: act }) } : {}),
      })}
      {input('about', t('nounPage.about'), { maxLength: 300 })}
      {children?.(language)}
    </>
  );
}

import { Select, TextInput, type TextInputProps } from '@mantine/core';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { LocalText } from '../../../shared/nouns/field.ts';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import { languageNames } from '../../../web/i18n/languages.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';

const ChosenLanguage = createContext<Language>('en');

/** The language in which names are given here; that of the page comes first. */
export function NamesLanguage({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation('customisation');
  const [language, setLanguage] = useState(i18n.language as Language);
  return (
    <ChosenLanguage value={language}>
      <Select
        label={t('nounPage.language')}
        allowDeselect={false}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={(value) => value && setLanguage(value as Language)}
        maw={260}
      />
      {children}
    </ChosenLanguage>
  );
}

export function useNamesLanguage(): Language {
  return useContext(ChosenLanguage);
}

interface LocalTextInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly text: LocalText;
  readonly onChange: (text: LocalText) => void;
}

/** A text in the language that is chosen; what is read instead, where there is none, stands in its place. */
export function LocalTextInput({ text, placeholder, onChange, ...props }: LocalTextInputProps) {
  const { i18n } = useTranslation('customisation');
  const language = useNamesLanguage();
  return (
    <TextInput
      {...props}
      lang={language}
      placeholder={localText(text, i18n.language) || placeholder}
      value={text[language] ?? ''}
      onChange={(event) => onChange({ ...text, [language]: event.currentTarget.value })}
    />
  );
}

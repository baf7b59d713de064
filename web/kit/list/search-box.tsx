import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';

interface SearchBoxProps {
  readonly value: string;
  readonly onSearch: (words: string) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** Finds as one types, a moment after the last letter. Escape empties it, then leaves it. */
export function SearchBox({ value, onSearch, inputRef }: SearchBoxProps) {
  const { t } = useTranslation('kit');
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(onSearch, 250);
  useEffect(() => setTyped(value), [value]);
  const change = (words: string) => {
    setTyped(words);
    search(words);
  };
  const label = t('list.search');
  return (
    <TextInput
      ref={inputRef}
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') typed ? change('') : event.currentTarget.blur();
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed ? <CloseButton size={24} aria-label={t('list.clearSearch')} onClick={() => change('')} /> : null
      }
      style={{ flex: '1 1 8rem', minWidth: 0, maxWidth: '22rem' }}
    />
  );
}

import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { editableDecimal, keepNumeric, parseDecimal } from './decimal-text.ts';

interface DecimalInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** A canonical decimal string ("1234.50"); null when empty. */
  readonly value: string | null;
  readonly onDecimal: (value: string | null) => void;
  /** Digits after the point that are kept. */
  readonly scale?: number | undefined;
}

/** A number typed in the manner of the language; exact, since it never passes through a double. */
export function DecimalInput({ value, onDecimal, scale, ...rest }: DecimalInputProps) {
  const { i18n } = useTranslation('kit');
  const { language } = i18n;
  const [typed, setTyped] = useState(() => (value === null ? '' : editableDecimal(value, language)));
  useEffect(() => {
    setTyped((before) => {
      if (parseDecimal(before, language) === value) return before;
      return value === null ? before.replace(/[^-]/g, '') : editableDecimal(value, language);
    });
  }, [value, language]);
  return (
    <TextInput
      {...rest}
      inputMode={scale === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        const text = keepNumeric(event.currentTarget.value);
        setTyped(text);
        onDecimal(parseDecimal(text, language));
      }}
    />
  );
}

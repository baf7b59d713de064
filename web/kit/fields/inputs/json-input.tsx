import { JsonInput } from '@mantine/core';
import { useState } from 'react';
import type { InputProps } from '../field-view.ts';
import { inputAttributes } from './input-attributes.ts';

/** A document as text. One that can not be read goes to the server as it is typed, which says so. */
export function JsonFieldInput(props: InputProps<'json'>) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(() => written(value));
  const change = (text: string) => {
    setTyped(text);
    onChange(readDocument(text));
  };
  return (
    <JsonInput
      {...inputAttributes(props)}
      autosize
      formatOnBlur
      minRows={4}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={typed}
      onChange={change}
    />
  );
}

function written(value: unknown): string {
  if (value === null || typeof value === 'string') return value ?? '';
  return JSON.stringify(value, null, 2);
}

function readDocument(text: string): InputProps<'json'>['value'] {
  if (text.trim() === '') return null;
  try {
    const document = JSON.parse(text) as unknown;
    return typeof document === 'object' ? (document as InputProps<'json'>['value']) : text;
  } catch {
    // Half typed, or wrong: the text itself.
    return text;
  }
}

import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemFields, problemLines } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NamedField } from '../data/named-field.ts';
import { isSameValue } from '../data/record-values.ts';
import FieldInput from '../fields/inputs/field-input.tsx';
import { useLabels } from '../labels.ts';
import type { Lines } from './use-lines.ts';

interface LineCellProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly line: AnyRecord;
  readonly lines: Lines;
}

/** A value of a line, saved when it is left or Enter is pressed; Escape takes it back. */
export function LineCell({ noun, field, line, lines }: LineCellProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const [value, setValue] = useState<unknown>(line[field.name]);
  const [error, setError] = useState<string>();
  const save = async () => {
    if (isSameValue(field, value, line[field.name])) return;
    setError(undefined);
    try {
      await lines.change(line, { [field.name]: value ?? null });
    } catch (thrown) {
      setError(problemFields(thrown, t)[field.name] ?? problemLines(thrown, t, noun.name));
    }
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape') setValue(line[field.name]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the input within.
    <div onBlur={onBlur} onKeyDown={onKeyDown} role="presentation">
      <FieldInput
        noun={noun}
        field={field}
        ariaLabel={`${labels.field(noun.name, field)}: ${String(line.name ?? '')}`}
        value={value}
        onChange={setValue}
        error={error}
      />
    </div>
  );
}

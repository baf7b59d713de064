import { useState } from 'react';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import { type Line, LineList } from './line-list.tsx';

export function UrlsFieldInput(props: InputProps<'urls'>) {
  const labels = useLabels();
  const { noun, field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const name = labels.field(noun.name, field);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    (value ?? []).map((url) => ({ text: url.address, label: url.label ?? '' })),
  );
  const change = (next: readonly Line[]) => {
    setLines(next);
    const filled = next.filter((line) => line.text.trim() !== '');
    onChange(filled.map((line) => ({ address: line.text.trim(), ...(line.label ? { label: line.label } : {}) })));
  };
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <LineList
        lines={lines}
        onChange={change}
        type="url"
        lineName={(position) => `${name} ${position}`}
        autoFocus={autoFocus}
        disabled={disabled}
        invalid={Boolean(error)}
      />
    </FieldSet>
  );
}

import { useState } from 'react';
import type { Phone } from '../../../../shared/nouns/value.ts';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import { type Line, LineList } from './line-list.tsx';

/** Numbers as people write them; the server understands them and keeps what was typed. */
export function PhonesFieldInput(props: InputProps<'phones'>) {
  const labels = useLabels();
  const { noun, field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const name = labels.field(noun.name, field);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    (value ?? []).map((phone) => ({ text: phone.original || phone.number, label: phone.label ?? '' })),
  );
  const change = (next: readonly Line[]) => {
    setLines(next);
    onChange(next.filter((line) => line.text.trim() !== '').map((line) => toPhone(line, value ?? [])));
  };
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <LineList
        lines={lines}
        onChange={change}
        type="tel"
        lineName={(position) => `${name} ${position}`}
        autoFocus={autoFocus}
        disabled={disabled}
        invalid={Boolean(error)}
      />
    </FieldSet>
  );
}

/** A number that was not touched keeps what the server understood; a new one is sent as typed. */
function toPhone({ text, label }: Line, known: readonly Phone[]): Phone {
  const original = text.trim();
  const same = known.find((phone) => phone.original === original);
  return { number: same?.number ?? original, original, ...(label ? { label } : {}) };
}

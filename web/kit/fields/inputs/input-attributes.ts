import type { FieldKind } from '../../../../shared/nouns/field.ts';
import type { InputProps } from '../field-view.ts';

/** What every kind's input passes on to the control it is made of. */
export function inputAttributes<K extends FieldKind>(props: InputProps<K>) {
  const { label, ariaLabel, error, autoFocus, disabled, field } = props;
  return {
    label,
    error,
    disabled,
    name: field.name,
    required: field.required === true,
    // The server says what is missing, in the person's language; the browser's own bubble would be in another.
    withAsterisk: field.required === true,
    'aria-label': label ? undefined : ariaLabel,
    ...(autoFocus ? { autoFocus: true, 'data-autofocus': true } : {}),
  };
}

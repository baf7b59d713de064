import { type InputHTMLAttributes, useId } from 'react';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** An input with its label, what helps to fill it in, and what is wrong with it. */
export function Field({ label, hint, error, onChange, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {error && (
        <p id={`${id}-error`} className="error">
          {error}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  /** What the server calls it, by which it is found in a refusal. */
  readonly name: string;
  readonly error: unknown;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A text of several lines. */
export function TextField({ label, name, error, value, onChange }: TextFieldProps) {
  const { t } = useTranslation('portal');
  const id = useId();
  const fault = error ? problemFields(error, t)[name] : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={5}
        value={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {fault && (
        <p id={`${id}-error`} className="error">
          {fault}
        </p>
      )}
    </div>
  );
}

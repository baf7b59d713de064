import { type RefObject, useEffect, useRef } from 'react';
import { problemFields } from '../i18n/problem-text.ts';
import { useTranslation } from '../i18n/use-translation.tsx';

interface FormErrors {
  /** For the form, which is `noValidate`: the browser's own bubbles speak its language, not the person's. */
  readonly form: RefObject<HTMLFormElement | null>;
  /** The text of each input at fault, by its path in the request. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Puts the server's refusal beside the inputs it is about and the focus into the first of them. */
export function useFormErrors(error: unknown): FormErrors {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return { form, errors: problemFields(error, t) };
}

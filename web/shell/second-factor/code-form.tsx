import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { useFormErrors } from '../use-form-errors.ts';

interface CodeFormProps {
  readonly label: string;
  readonly submitLabel: string;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly onSubmit: (code: string) => void;
  readonly onCancel?: (() => void) | undefined;
}

/** Asks for a code of the app, or a recovery code. */
export function CodeForm(props: CodeFormProps) {
  const { label, submitLabel, error, isPending, danger, wide, onSubmit, onCancel } = props;
  const { t } = useTranslation('shell');
  const [code, setCode] = useState('');
  const { form, errors } = useFormErrors(error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(code.trim());
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm" maw={wide ? undefined : 320}>
        <TextInput
          label={label}
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          maxLength={50}
          error={errors.code}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormProblem error={error} />
        <Group gap="xs" grow={wide ?? false}>
          <Button type="submit" color={danger ? 'red.9' : undefined} loading={isPending} disabled={code.trim() === ''}>
            {submitLabel}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('action.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { PasswordField } from '../password-field.tsx';
import { useFormErrors } from '../use-form-errors.ts';
import { useMakePasskey } from './passkey.queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useHasPassword } from './second-factor.queries.ts';

interface PasskeySetUpProps {
  /** Whether it will be the account's first factor besides the password. */
  readonly isFirst: boolean;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

/** A name and the password, then what the browser asks, then recovery codes where there were none. */
export function PasskeySetUp({ isFirst, onDone, onCancel }: PasskeySetUpProps) {
  const { t } = useTranslation('shell');
  const make = useMakePasskey();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const hasPassword = useHasPassword();
  const { form, errors } = useFormErrors(make.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate({ name, password }, { onSuccess: ({ codes }) => (codes ? undefined : onDone()) });
  };
  if (make.data?.codes) return <RecoveryCodes codes={make.data.codes} onDone={onDone} />;
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm" maw={360}>
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.nameHint')}
          autoFocus
          maxLength={100}
          error={errors.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {hasPassword && (
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            error={errors.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        {isFirst && (
          <Text size="sm" c="dimmed">
            {t('passkeys.firstHint')}
          </Text>
        )}
        <FormProblem error={make.error} />
        <Group gap="xs">
          <Button
            type="submit"
            loading={make.isPending}
            disabled={name.trim() === '' || (hasPassword && password === '')}
          >
            {t('passkeys.go')}
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

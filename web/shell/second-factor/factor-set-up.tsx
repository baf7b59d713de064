import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { PasswordField } from '../password-field.tsx';
import { useFormErrors } from '../use-form-errors.ts';
import { CodeForm } from './code-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { type RecoveryCodes as Codes, useBeginFactor, useFactorCode, useHasPassword } from './second-factor.queries.ts';
import { SquareCode } from './square-code.tsx';

interface FactorSetUpProps {
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

/** The password, then the app's square code and its first code, then the recovery codes. */
export function FactorSetUp({ onDone, onCancel }: FactorSetUpProps) {
  const { t } = useTranslation('shell');
  const begin = useBeginFactor();
  const confirm = useFactorCode<Codes>('confirm');
  if (confirm.data) return <RecoveryCodes codes={confirm.data.codes} onDone={onDone} />;
  if (!begin.data) return <PasswordForm begin={begin} onCancel={onCancel} />;
  const { key, address } = begin.data;
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.scan')}</Text>
      <SquareCode text={address} label={t('secondFactor.square')} />
      <Text size="sm" c="dimmed">
        {t('secondFactor.byHand')} <Code style={{ overflowWrap: 'anywhere' }}>{key.match(/.{1,4}/g)?.join(' ')}</Code>
      </Text>
      <CodeForm
        label={t('secondFactor.firstCode')}
        submitLabel={t('secondFactor.switchOn')}
        error={confirm.error}
        isPending={confirm.isPending}
        onSubmit={confirm.mutate}
        onCancel={onCancel}
      />
    </Stack>
  );
}

interface PasswordFormProps {
  readonly begin: ReturnType<typeof useBeginFactor>;
  readonly onCancel: (() => void) | undefined;
}

function PasswordForm({ begin, onCancel }: PasswordFormProps) {
  const { t } = useTranslation('shell');
  const [password, setPassword] = useState('');
  const hasPassword = useHasPassword();
  const { form, errors } = useFormErrors(begin.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    begin.mutate(password);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm" maw={360}>
        {hasPassword && (
          <PasswordField
            label={t('password.current')}
            autoComplete="current-password"
            autoFocus
            error={errors.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        <FormProblem error={begin.error} />
        <Group gap="xs">
          <Button type="submit" loading={begin.isPending} disabled={hasPassword && password === ''}>
            {t('secondFactor.go')}
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

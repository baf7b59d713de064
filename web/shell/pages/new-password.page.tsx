import { Button, Stack } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { tokenOfLink } from '../link-token.ts';
import { minPasswordLength, PasswordField } from '../password-field.tsx';
import { useEntry } from '../use-entry.ts';
import { useFormErrors } from '../use-form-errors.ts';
import { Entrance } from './entrance.tsx';

/** Chooses a new password by the link of a letter. */
export function NewPasswordPage() {
  const { t } = useTranslation('shell');
  const [token] = useState(tokenOfLink);
  const [password, setPassword] = useState('');
  const save = useEntry<{ token: string; password: string }>('/api/v1/password-resets/complete');
  const { form, errors } = useFormErrors(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ token, password });
  };
  return (
    <Entrance title={t('newPassword.title')} text={t('newPassword.text')}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <PasswordField
            label={t('password.new')}
            description={t('password.hint', { count: minPasswordLength })}
            autoComplete="new-password"
            required
            autoFocus
            withAsterisk={false}
            error={errors.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FormProblem error={save.error} />
          <Button type="submit" size="md" loading={save.isPending}>
            {t('newPassword.submit')}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}

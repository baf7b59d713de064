import { Alert, Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { request } from '../request.ts';
import { useFormErrors } from '../use-form-errors.ts';
import { Entrance } from './entrance.tsx';

/** Asks for a letter with a link to choose a new password with. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation('shell');
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: (address: string) => request('POST', '/api/v1/password-resets', { email: address }),
  });
  const { form, errors } = useFormErrors(ask.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(email.trim());
  };
  return (
    <Entrance title={t('forgotten.title')} text={t('forgotten.text')}>
      {ask.isSuccess ? (
        <Stack gap="sm">
          <Alert role="status" color="teal" variant="light">
            {t('forgotten.sent', { email: ask.variables })}
          </Alert>
          <Text size="sm" c="dimmed">
            {t('forgotten.noLetter')}
          </Text>
        </Stack>
      ) : (
        <form ref={form} onSubmit={submit} noValidate>
          <Stack gap="md">
            <TextInput
              label={t('signIn.email')}
              type="email"
              autoComplete="username"
              required
              autoFocus
              withAsterisk={false}
              error={errors.email}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <FormProblem error={ask.error} />
            <Button type="submit" size="md" loading={ask.isPending}>
              {t('forgotten.submit')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/sign-in" size="sm" mt="lg" display="inline-block" py={6}>
        {t('forgotten.back')}
      </Anchor>
    </Entrance>
  );
}

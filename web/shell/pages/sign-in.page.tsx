import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { hasLeft } from '../left-session.ts';
import { safeNext } from '../next-address.ts';
import { PasswordField } from '../password-field.tsx';
import { PasskeyEntry } from '../second-factor/passkey-entry.tsx';
import { ProviderEntry } from '../second-factor/provider-entry.tsx';
import { useEntry } from '../use-entry.ts';
import { useFormErrors } from '../use-form-errors.ts';
import { Entrance } from './entrance.tsx';

/** E-mail and password; afterwards the page that was asked for. */
export function SignInPage() {
  const { t } = useTranslation('shell');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { next, problem } = useSearch({ strict: false }) as { next?: string; problem?: string };
  const enter = useEntry<{ email: string; password: string }>('/api/auth/sign-in/email', safeNext(next));
  const { form, errors } = useFormErrors(enter.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    enter.mutate({ email: email.trim(), password });
  };
  return (
    <Entrance title={t('signIn.title')} {...(hasLeft() ? { text: t('state.left') } : {})}>
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
          <PasswordField
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            error={errors.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FormProblem error={enter.error} />
          <Button type="submit" size="md" loading={enter.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <PasskeyEntry next={safeNext(next)} />
      <ProviderEntry email={email.trim()} next={safeNext(next)} problem={problem} />
      <Anchor component={Link} to="/forgotten-password" size="sm" mt="lg" display="inline-block" py={6}>
        {t('signIn.forgotten')}
      </Anchor>
    </Entrance>
  );
}

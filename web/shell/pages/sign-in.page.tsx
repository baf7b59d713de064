import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findChosenLanguage } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { handDeviceTo } from '../../offline/device.ts';
import { FormProblem } from '../form-problem.tsx';
import { hasLeft } from '../left-session.ts';
import { safeNext } from '../next-address.ts';
import { PasswordField } from '../password-field.tsx';
import { sessionQuery, signIn } from '../session.ts';
import { useFormErrors } from '../use-form-errors.ts';
import { Entrance } from './entrance.tsx';

/** E-mail and password; afterwards the page that was asked for. */
export function SignInPage() {
  const { t } = useTranslation('shell');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useEnter();
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
      <Anchor component={Link} to="/forgotten-password" size="sm" mt="lg" display="inline-block" py={6}>
        {t('signIn.forgotten')}
      </Anchor>
    </Entrance>
  );
}

function useEnter() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { show } = useLanguage();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return useMutation({
    meta: { handlesSignedOut: true },
    mutationFn: async (given: { email: string; password: string }) => {
      if (await signIn(given.email, given.password)) return true;
      queryClient.removeQueries();
      const session = await queryClient.fetchQuery(sessionQuery);
      await handDeviceTo(session);
      return session;
    },
    onSuccess: async (session) => {
      if (session === true) return router.navigate({ to: '/sign-in/code', search: next ? { next } : {} });
      if (session && !findChosenLanguage()) await show(session.workspace.language);
      router.history.push(safeNext(next));
    },
  });
}

import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useState } from 'react';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { findChosenLanguage } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { FormProblem } from '../form-problem.tsx';
import { tokenOfLink } from '../link-token.ts';
import { minPasswordLength, PasswordField } from '../password-field.tsx';
import { request } from '../request.ts';
import { type Asked, allowsPasskeys, showPasskey } from '../second-factor/ceremony.ts';
import { type Entered, useEntryBy } from '../use-entry.ts';
import { useFormErrors } from '../use-form-errors.ts';
import { Entrance } from './entrance.tsx';

interface Invitation {
  readonly workspace: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** Comes in by an invitation: a name and a password, and one is there. */
export function InvitationPage() {
  const { t } = useTranslation('shell');
  const [token] = useState(tokenOfLink);
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => request<Invitation>('POST', '/api/v1/invitations/look', { token }),
    retry: false,
  });
  useInvitedLanguage(data?.language);
  if (!data) {
    return (
      <Entrance title={t('invitation.waiting')}>
        {error ? <Refused error={error} /> : <LoadingState lines={3} />}
      </Entrance>
    );
  }
  return (
    <Entrance title={t('invitation.title', { workspace: data.workspace })} text={t('invitation.text')}>
      <AcceptForm token={token} invitation={data} />
    </Entrance>
  );
}

/** A link that was used already is mostly opened by somebody who is in: the way on is signing in. */
function Refused({ error }: { readonly error: Error }) {
  const { t } = useTranslation('shell');
  return (
    <>
      <FormProblem error={error} />
      <Anchor component={Link} to="/sign-in" size="sm" mt="lg" display="inline-block" py={6}>
        {t('signIn.title')}
      </Anchor>
    </>
  );
}

function AcceptForm({ token, invitation }: { readonly token: string; readonly invitation: Invitation }) {
  const { t } = useTranslation('shell');
  const { language } = useLanguage();
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const accept = useEntryBy(async (byPasskey: boolean) => {
    const passkey = byPasskey ? await showPasskey(await request<Asked>('POST', '/api/auth/passkey/options', {})) : null;
    const second = passkey ? { passkey } : code ? { code } : {};
    return request<Entered>('POST', '/api/v1/invitations/accept', { token, name, password, language, ...second });
  });
  const { form, errors } = useFormErrors(accept.error);
  // Only who gave the password of an account with a second factor learns that it is asked for.
  const asksCode = code !== '' || errors.code !== undefined;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    accept.mutate(false);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label={t('signIn.email')} type="email" autoComplete="username" readOnly value={invitation.email} />
        <TextInput
          label={t('setUp.yourName')}
          autoComplete="name"
          required
          autoFocus
          withAsterisk={false}
          maxLength={200}
          error={errors.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordField
          label={t('signIn.password')}
          description={`${t('password.hint', { count: minPasswordLength })} ${t('invitation.known')}`}
          autoComplete="new-password"
          required
          withAsterisk={false}
          error={errors.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asksCode && (
          <TextInput
            label={t('secondStep.code')}
            description={t('secondStep.text')}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            maxLength={200}
            error={errors.code}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {asksCode && allowsPasskeys() && (
          <Button variant="default" loading={accept.isPending} onClick={() => accept.mutate(true)}>
            {t('signIn.passkey')}
          </Button>
        )}
        <FormProblem error={accept.error} />
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('invitation.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** Whoever has chosen no language here is spoken to in that of the letter. */
function useInvitedLanguage(language: Language | undefined): void {
  const { show } = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the invitation is there; later choices stay
  useEffect(() => {
    if (language && !findChosenLanguage()) void show(language);
  }, [language]);
}

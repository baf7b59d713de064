import { Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { PasswordField } from '../../../web/shell/password-field.tsx';
import { useAccess } from './account.queries.ts';

interface GiveAccessFormProps {
  readonly memberId: string;
  /** The member's address as far as it is known. */
  readonly email: string;
}

/** An address and a first password for a member who is to sign in. */
export function GiveAccessForm({ memberId, email: known }: GiveAccessFormProps) {
  const { t } = useTranslation('workspace');
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const { give } = useAccess(memberId);
  const errors = problemFields(give.error, t);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(
      { email, password },
      { onSuccess: () => notifyDone(t('account.given')), onError: (error) => notifyProblem(error, t) },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" maw="24rem">
        <TextInput
          type="email"
          label={t('account.email')}
          autoComplete="off"
          value={email}
          error={errors.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          label={t('account.password')}
          description={t('account.passwordHint')}
          autoComplete="new-password"
          value={password}
          error={errors.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={give.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('account.give')}
        </Button>
      </Stack>
    </form>
  );
}

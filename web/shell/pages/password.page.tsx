import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { Page } from '../../ui/page.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { FormProblem } from '../form-problem.tsx';
import { notifyDone } from '../notify.ts';
import { minPasswordLength, PasswordField } from '../password-field.tsx';
import { changePassword } from '../session.ts';
import { useFormErrors } from '../use-form-errors.ts';

/** Changing one's own password. */
export function PasswordPage() {
  const { t } = useTranslation('shell');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      notifyDone(t('password.changed'));
    },
  });
  const { form, errors } = useFormErrors(change.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Page title={t('user.changePassword')} layout="text">
      <SectionCard title={t('password.title')}>
        <form ref={form} onSubmit={submit} noValidate>
          <Stack gap="md" maw={360}>
            <PasswordField
              label={t('password.current')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              error={errors.currentPassword}
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
            <PasswordField
              label={t('password.new')}
              description={t('password.hint', { count: minPasswordLength })}
              autoComplete="new-password"
              required
              withAsterisk={false}
              error={errors.newPassword}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            <Text size="sm" c="dimmed">
              {t('password.otherSessions')}
            </Text>
            <FormProblem error={change.error} />
            <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
              {t('password.submit')}
            </Button>
          </Stack>
        </form>
      </SectionCard>
    </Page>
  );
}

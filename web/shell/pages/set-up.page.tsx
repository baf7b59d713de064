import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import type { SetUpInput } from '../../../shared/contract/set-up.ts';
import { guessCurrency } from '../../i18n/currencies.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { minPasswordLength, PasswordField } from '../password-field.tsx';
import { sessionQuery, setUpQuery } from '../session.ts';
import { setUp } from '../set-up.ts';
import { useFormErrors } from '../use-form-errors.ts';
import { Entrance } from './entrance.tsx';
import classes from './set-up.module.css';
import { WorkspaceFields } from './workspace-fields.tsx';

/** First run, step 1: the workspace and its owner. */
export function SetUpPage() {
  const { t } = useTranslation('shell');
  const { language } = useLanguage();
  const [input, setInput] = useState(presetInput);
  const create = useCreate();
  const { form, errors } = useFormErrors(create.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate({ ...input, workspace: { ...input.workspace, language } });
  };
  return (
    <Entrance title={t('setUp.title')} text={t('setUp.text')} wide>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <WorkspaceFields
            value={input.workspace}
            errors={errors}
            onChange={(change) => setInput({ ...input, workspace: { ...input.workspace, ...change } })}
          />
          <OwnerFields
            value={input.owner}
            errors={errors}
            onChange={(change) => setInput({ ...input, owner: { ...input.owner, ...change } })}
          />
          <FormProblem error={create.error} />
          <div className={classes.foot}>
            <Text size="sm" c="dimmed">
              {t('setUp.step', { step: 1, steps: 3 })}
            </Text>
            <Button type="submit" size="md" loading={create.isPending}>
              {t('setUp.submit')}
            </Button>
          </div>
        </Stack>
      </form>
    </Entrance>
  );
}

interface OwnerFieldsProps {
  readonly value: SetUpInput['owner'];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<SetUpInput['owner']>) => void;
}

function OwnerFields({ value, errors, onChange }: OwnerFieldsProps) {
  const { t } = useTranslation('shell');
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('setUp.owner')}</legend>
      <TextInput
        label={t('setUp.yourName')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={200}
        value={value.name}
        error={errors['owner.name']}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={value.email}
        error={errors['owner.email']}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <PasswordField
        label={t('signIn.password')}
        description={t('password.hint', { count: minPasswordLength })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={value.password}
        error={errors['owner.password']}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function presetInput(): SetUpInput {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    workspace: { name: '', language: 'en', currency: guessCurrency(timeZone), timeZone },
    owner: { name: '', email: '', password: '' },
  };
}

function useCreate() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (input: SetUpInput) => {
      await setUp({
        workspace: { ...input.workspace, name: input.workspace.name.trim() },
        owner: { ...input.owner, name: input.owner.name.trim(), email: input.owner.email.trim() },
      });
      queryClient.setQueryData(setUpQuery.queryKey, { needed: false });
      queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      await queryClient.fetchQuery(sessionQuery);
    },
    onSuccess: () => navigate({ to: '/set-up/trade' }),
  });
}

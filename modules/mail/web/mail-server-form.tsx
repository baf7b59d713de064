import { Alert, Button, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type MailSecurity, mailSecurities } from '../../../shared/mail/mail-server.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { PasswordField } from '../../../web/shell/password-field.tsx';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import type { MailSettings } from '../contract/index.ts';
import { useClearMailServer, useSaveMailServer } from './mail.queries.ts';

interface Draft {
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
  readonly user: string;
  readonly password: string;
  readonly fromName: string;
  readonly fromAddress: string;
}

const usualPorts = { starttls: '587', tls: '465', none: '25' } as const;

/** Names the mail server of the workspace. */
export function MailServerForm({ settings }: { readonly settings: MailSettings }) {
  const { t } = useTranslation('mail');
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const save = useSaveMailServer();
  const { form, errors } = useFormErrors(save.error);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { port, user, password, ...rest } = draft;
    const secret = password ? { password } : {};
    save.mutate(
      { ...rest, port: Number(port), user: user.trim() || null, ...secret },
      {
        onSuccess: () => {
          change({ password: '' });
          notifyDone(t('saved'));
        },
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md" mb="xl">
        {settings.source === 'environment' && <Alert color="gray">{t('fromEnvironment')}</Alert>}
        {settings.source === 'none' && <Alert color="yellow">{t('none')}</Alert>}
        <ServerInputs draft={draft} errors={errors} hasPassword={hasPassword(settings)} onChange={change} />
        <SenderInputs draft={draft} errors={errors} onChange={change} />
        <FormProblem error={save.error} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          {settings.source === 'workspace' && <ClearButton />}
        </Group>
      </Stack>
    </form>
  );
}

interface InputsProps {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<Draft>) => void;
}

function ServerInputs({ draft, errors, hasPassword, onChange }: InputsProps & { readonly hasPassword: boolean }) {
  const { t } = useTranslation('mail');
  const chooseSecurity = (security: MailSecurity) => {
    const isUsual = Object.values<string>(usualPorts).includes(draft.port);
    onChange({ security, ...(isUsual ? { port: usualPorts[security] } : {}) });
  };
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4} id="mail-security">
          {t('security')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="mail-security"
          data={mailSecurities.map((value) => ({ value, label: t(`securities.${value}`) }))}
          value={draft.security}
          onChange={(value) => chooseSecurity(value as MailSecurity)}
        />
        {errors.security && (
          <Text size="xs" c="red" mt={4} role="alert">
            {errors.security}
          </Text>
        )}
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Field name="host" draft={draft} errors={errors} onChange={onChange} placeholder="smtp.example.org" />
        <Field name="port" draft={draft} errors={errors} onChange={onChange} inputMode="numeric" />
        <Field name="user" draft={draft} errors={errors} onChange={onChange} />
        <PasswordField
          label={t('password')}
          autoComplete="new-password"
          placeholder={hasPassword ? t('passwordKept') : ''}
          value={draft.password}
          error={errors.password}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
        />
      </SimpleGrid>
    </>
  );
}

function SenderInputs(props: InputsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Field name="fromName" {...props} />
      <Field name="fromAddress" {...props} type="email" />
    </SimpleGrid>
  );
}

interface FieldProps extends InputsProps {
  readonly name: Exclude<keyof Draft, 'security' | 'password'>;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric';
  readonly type?: 'email';
}

function Field({ name, draft, errors, onChange, ...attributes }: FieldProps) {
  const { t } = useTranslation('mail');
  return (
    <TextInput
      {...attributes}
      label={t(name)}
      autoComplete="off"
      value={draft[name]}
      error={errors[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

function ClearButton() {
  const { t } = useTranslation('mail');
  const clear = useClearMailServer();
  return (
    <Button
      variant="subtle"
      color="red"
      loading={clear.isPending}
      onClick={() => clear.mutate(undefined, { onError: (error) => notifyProblem(error, t) })}
    >
      {t('clear')}
    </Button>
  );
}

function draftOf({ source, server }: MailSettings): Draft {
  if (source !== 'workspace' || !server)
    return { ...{ host: '', port: usualPorts.starttls, security: 'starttls', user: '' }, ...emptySender };
  const { host, port, security, user, fromName, fromAddress } = server;
  return { host, port: String(port), security, user: user ?? '', password: '', fromName, fromAddress };
}

const emptySender = { password: '', fromName: '', fromAddress: '' } as const;

function hasPassword({ source, server }: MailSettings): boolean {
  return source === 'workspace' && server?.hasPassword === true;
}

import {
  Alert,
  Button,
  Checkbox,
  Code,
  Group,
  Radio,
  SegmentedControl,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type MailboxSecurity, mailboxSecurities } from '../../../shared/mail/mail-server.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { DayInput } from '../../../web/kit/fields/inputs/day-input.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { PasswordField } from '../../../web/shell/password-field.tsx';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import { type MailboxAnswer, mailboxTells, type TriedMailbox } from '../contract/index.ts';
import { useSaveMailbox, useTryMailbox } from './mailbox.queries.ts';

interface Draft {
  readonly name: string;
  readonly address: string;
  readonly host: string;
  readonly port: string;
  readonly security: MailboxSecurity;
  readonly user: string;
  readonly password: string;
  readonly tells: MailboxAnswer['tells'];
  readonly makesLeads: boolean;
  readonly since: string;
  /** The server letters go out by; none when empty. */
  readonly sendsHost: string;
  readonly sendsPort: string;
}

interface MailboxFormProps {
  readonly shared: boolean;
  /** The one that is changed; a new one when absent. */
  readonly mailbox?: MailboxAnswer;
  readonly onClose: () => void;
}

const usualPorts = { tls: '993', starttls: '143' } as const;

/** How a mailbox is reached and what of it is told; can be tried before it is kept. */
export function MailboxForm({ shared, mailbox, onClose }: MailboxFormProps) {
  const { t } = useTranslation('mail');
  const [draft, setDraft] = useState<Draft>(() => draftOf(mailbox));
  const save = useSaveMailbox(mailbox?.id ?? null);
  const attempt = useTryMailbox();
  const { form, errors } = useFormErrors(save.error ?? attempt.error);
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    attempt.reset();
  };
  const { password, port, sendsHost, sendsPort, ...rest } = draft;
  const sends = sendsHost.trim() ? sendsOf(sendsHost, sendsPort) : null;
  const secret = password ? { password } : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      notifyDone(t('boxes.saved'));
      onClose();
    };
    save.mutate({ ...rest, ...secret, port: Number(port), sends, shared }, { onSuccess });
  };
  const tryOut = () => {
    const { host, security, user } = draft;
    const kept = mailbox ? { id: mailbox.id } : {};
    attempt.mutate(
      { host, security, user, port: Number(port), ...secret, ...kept },
      { onError: (error) => notifyProblem(error, t) },
    );
  };
  const inputs = { draft, errors, onChange: change };
  return (
    <form ref={form} onSubmit={submit} noValidate style={{ flex: '1 1 100%' }}>
      <Stack gap="md" mb="sm">
        <ServerInputs {...inputs} hasPassword={mailbox?.server?.hasPassword === true} />
        {!shared && <TellsInput {...inputs} />}
        {shared && (
          <Checkbox
            label={t('boxes.makesLeads')}
            description={t('boxes.makesLeadsHelp')}
            checked={draft.makesLeads}
            onChange={(event) => change({ makesLeads: event.currentTarget.checked })}
          />
        )}
        {attempt.data && <Outcome outcome={attempt.data} />}
        <FormProblem error={save.error} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Button variant="default" loading={attempt.isPending} onClick={tryOut}>
            {t('boxes.try')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('card.cancel')}
          </Button>
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

function ServerInputs({ draft, errors, onChange, hasPassword }: InputsProps & { readonly hasPassword: boolean }) {
  const { t } = useTranslation('mail');
  const inputs = { draft, errors, onChange };
  const chooseSecurity = (security: MailboxSecurity) => {
    const isUsual = Object.values<string>(usualPorts).includes(draft.port);
    onChange({ security, ...(isUsual ? { port: usualPorts[security] } : {}) });
  };
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Field name="address" label={t('boxes.address')} {...inputs} type="email" />
        <Field name="name" label={t('boxes.name')} {...inputs} />
        <Field name="host" label={t('boxes.host')} {...inputs} placeholder="imap.example.org" />
        <Field name="port" label={t('port')} {...inputs} inputMode="numeric" />
      </SimpleGrid>
      <SegmentedControl
        fullWidth
        aria-label={t('security')}
        data={mailboxSecurities.map((value) => ({ value, label: t(`securities.${value}`) }))}
        value={draft.security}
        onChange={(value) => chooseSecurity(value as MailboxSecurity)}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Field name="user" label={t('user')} {...inputs} />
        <PasswordField
          label={t('password')}
          description={t('boxes.passwordHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          placeholder={hasPassword ? t('passwordKept') : ''}
          value={draft.password}
          error={errors.password}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
        />
        <DayInput
          label={t('boxes.since')}
          value={draft.since || null}
          error={errors.since}
          onChange={(day) => onChange({ since: day ?? '' })}
        />
        <span />
        <Field
          name="sendsHost"
          path="sends.host"
          label={t('boxes.sendsHost')}
          {...inputs}
          placeholder="smtp.example.org"
        />
        <Field name="sendsPort" path="sends.port" label={t('port')} {...inputs} inputMode="numeric" />
      </SimpleGrid>
    </>
  );
}

function TellsInput({ draft, onChange }: InputsProps) {
  const { t } = useTranslation('mail');
  return (
    <Radio.Group
      label={t('boxes.tellsLabel')}
      value={draft.tells}
      onChange={(value) => onChange({ tells: value === 'marked' ? 'marked' : 'known' })}
    >
      <Stack gap="xs" mt="xs">
        {mailboxTells.map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`boxes.tells.${value}`)}
            description={t(`boxes.tellsHelp.${value}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface FieldProps extends InputsProps {
  readonly name: Exclude<keyof Draft, 'security' | 'password' | 'tells' | 'makesLeads' | 'since'>;
  readonly label: string;
  /** Of the input in the request, where that is not its name. */
  readonly path?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric';
  readonly type?: 'email';
}

function Field({ name, path = name, draft, errors, onChange, ...attributes }: FieldProps) {
  return (
    <TextInput
      {...attributes}
      autoComplete="off"
      value={draft[name]}
      error={errors[path]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
}

function Outcome({ outcome: { fault, answer, folders } }: { readonly outcome: TriedMailbox }) {
  const { t } = useTranslation('mail');
  return (
    <Alert role="status" color={fault ? 'red' : 'teal'} variant="light">
      {fault ? t(`errors:${fault}`) : t('boxes.tried', { folders: folders.join(', ') })}
      {answer && (
        <Code block mt="xs">
          {answer}
        </Code>
      )}
    </Alert>
  );
}

const month = 30 * 86_400_000;

function draftOf(mailbox: MailboxAnswer | undefined): Draft {
  const { host = '', port = Number(usualPorts.tls), security = 'tls', user = '', sends = null } = mailbox?.server ?? {};
  const { name = '', address = '', tells = 'known', makesLeads = false } = mailbox ?? {};
  const since = mailbox?.since ?? new Date(Date.now() - month).toISOString();
  return {
    name,
    address,
    host,
    port: String(port),
    security,
    user,
    password: '',
    tells,
    makesLeads,
    since: since.slice(0, 10),
    ...{ sendsHost: sends?.host ?? '', sendsPort: String(sends?.port ?? 587) },
  };
}

/** Port 465 speaks TLS from the start, the others begin it. */
function sendsOf(host: string, port: string) {
  return { host, port: Number(port), security: port.trim() === '465' ? ('tls' as const) : ('starttls' as const) };
}

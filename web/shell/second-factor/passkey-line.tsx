import { Button, Group, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { Passkey } from '../../../shared/contract/passkey.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import classes from '../../ui/framed-list.module.css';
import { FormProblem } from '../form-problem.tsx';
import { notifyDone } from '../notify.ts';
import { PasswordField } from '../password-field.tsx';
import { useFormErrors } from '../use-form-errors.ts';
import { useRemovePasskey, useRenamePasskey } from './passkey.queries.ts';
import { useHasPassword } from './second-factor.queries.ts';

interface PasskeyLineProps {
  readonly passkey: Passkey;
}

/** A passkey, when it was used, and what can be done with it. */
export function PasskeyLine({ passkey }: PasskeyLineProps) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  const { name, createdAt, lastUsedAt } = passkey;
  const used = lastUsedAt ? t('passkeys.used', { time: format.dateTime(lastUsedAt) }) : t('passkeys.unused');
  const end = () => setDoing(null);
  return (
    <li className={classes.line}>
      <Text className={classes.name}>{name}</Text>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t('passkeys.renameNamed', { name })}
        onClick={() => setDoing('rename')}
      >
        {t('passkeys.rename')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        aria-label={t('passkeys.removeNamed', { name })}
        onClick={() => setDoing('remove')}
      >
        {t('passkeys.remove')}
      </Button>
      <div className={classes.facts}>
        {used} · {t('passkeys.since', { time: format.date(createdAt) })}
      </div>
      {doing === 'rename' && <Rename passkey={passkey} onEnd={end} />}
      {doing === 'remove' && <Remove passkey={passkey} onEnd={end} />}
    </li>
  );
}

interface ActProps extends PasskeyLineProps {
  readonly onEnd: () => void;
}

function Rename({ passkey, onEnd }: ActProps) {
  const { t } = useTranslation('shell');
  const rename = useRenamePasskey(passkey.id);
  const [name, setName] = useState(passkey.name);
  const { errors } = useFormErrors(rename.error);
  return (
    <ActForm
      act={{ label: t('passkeys.save'), isPending: rename.isPending, error: rename.error, isReady: name.trim() !== '' }}
      onSubmit={() => rename.mutate(name, { onSuccess: onEnd })}
      onEnd={onEnd}
    >
      <TextInput
        label={t('passkeys.name')}
        autoFocus
        maxLength={100}
        error={errors.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ActForm>
  );
}

function Remove({ passkey, onEnd }: ActProps) {
  const { t } = useTranslation('shell');
  const remove = useRemovePasskey(passkey.id);
  const hasPassword = useHasPassword();
  const [password, setPassword] = useState('');
  const { errors } = useFormErrors(remove.error);
  return (
    <ActForm
      act={{
        label: t('passkeys.remove'),
        isPending: remove.isPending,
        error: remove.error,
        isReady: !hasPassword || password !== '',
      }}
      danger
      onSubmit={() => remove.mutate(password, { onSuccess: () => notifyDone(t('passkeys.removed')) })}
      onEnd={onEnd}
    >
      {hasPassword && (
        <PasswordField
          label={t('password.current')}
          autoComplete="current-password"
          autoFocus
          error={errors.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
    </ActForm>
  );
}

interface ActFormProps {
  readonly act: {
    readonly label: string;
    readonly isPending: boolean;
    readonly error: unknown;
    readonly isReady: boolean;
  };
  readonly danger?: boolean;
  readonly onSubmit: () => void;
  readonly onEnd: () => void;
  readonly children: React.ReactNode;
}

function ActForm({ act, danger = false, onSubmit, onEnd, children }: ActFormProps) {
  const { t } = useTranslation('shell');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate className={classes.facts}>
      {children}
      <FormProblem error={act.error} />
      <Group gap="xs" mt="xs">
        <Button
          type="submit"
          size="compact-sm"
          color={danger ? 'red.9' : undefined}
          loading={act.isPending}
          disabled={!act.isReady}
        >
          {act.label}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onEnd}>
          {t('action.cancel')}
        </Button>
      </Group>
    </form>
  );
}

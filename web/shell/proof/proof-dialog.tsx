import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import type { ProofBy } from '../../../shared/contract/session-proof.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { PasswordField } from '../password-field.tsx';
import { request } from '../request.ts';
import { type Asked, allowsPasskeys, showPasskey } from '../second-factor/ceremony.ts';
import { CodeForm } from '../second-factor/code-form.tsx';
import { useFormErrors } from '../use-form-errors.ts';

interface ProofDialogProps {
  readonly by: readonly ProofBy[];
  readonly onEnd: (isShown: boolean) => void;
}

const path = '/api/v1/sessions/proof';

/** Has the person show once more who they are: by a passkey, their password or a code, as far as the server takes each. */
export default function ProofDialog({ by, onEnd }: ProofDialogProps) {
  const { t } = useTranslation('shell');
  const typed = by.filter((one) => one !== 'passkey');
  const [chosen, choose] = useState(typed[0]);
  const other = typed.find((one) => one !== chosen);
  return (
    <Modal
      opened
      onClose={() => onEnd(false)}
      title={t('proof.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('proof.text')}</Text>
        {by.includes('passkey') && allowsPasskeys() && <ByPasskey onShown={() => onEnd(true)} />}
        {chosen === 'password' && <ByPassword onShown={() => onEnd(true)} />}
        {chosen === 'code' && <ByCode onShown={() => onEnd(true)} />}
        {other && (
          <Anchor component="button" type="button" size="sm" py={6} ta="start" onClick={() => choose(other)}>
            {t(other === 'code' ? 'proof.byCode' : 'proof.byPassword')}
          </Anchor>
        )}
      </Stack>
    </Modal>
  );
}

interface WayProps {
  readonly onShown: () => void;
}

function useProof(onShown: () => void) {
  return useMutation<unknown, Error, object>({
    mutationFn: (body) => request('POST', path, body),
    onSuccess: onShown,
  });
}

function ByPassword({ onShown }: WayProps) {
  const { t } = useTranslation('shell');
  const prove = useProof(onShown);
  const [password, setPassword] = useState('');
  const { form, errors } = useFormErrors(prove.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    prove.mutate({ password });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm">
        <PasswordField
          label={t('signIn.password')}
          autoComplete="current-password"
          data-autofocus
          error={errors.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem error={prove.error} />
        <Button type="submit" loading={prove.isPending} disabled={password === ''}>
          {t('proof.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function ByCode({ onShown }: WayProps) {
  const { t } = useTranslation('shell');
  const prove = useProof(onShown);
  return (
    <CodeForm
      label={t('secondStep.code')}
      submitLabel={t('proof.submit')}
      error={prove.error}
      isPending={prove.isPending}
      wide
      onSubmit={(code) => prove.mutate({ code })}
    />
  );
}

function ByPasskey({ onShown }: WayProps) {
  const { t } = useTranslation('shell');
  const prove = useMutation<unknown, Error, void>({
    mutationFn: async () =>
      request('POST', path, { passkey: await showPasskey(await request<Asked>('POST', `${path}/passkey`)) }),
    onSuccess: onShown,
  });
  return (
    <Stack gap="sm">
      <Button
        variant="default"
        leftSection={<IconKey size={18} stroke={1.6} />}
        loading={prove.isPending}
        onClick={() => prove.mutate()}
      >
        {t('signIn.passkey')}
      </Button>
      <FormProblem error={prove.error} />
    </Stack>
  );
}

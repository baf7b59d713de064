import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { request } from '../../../web/shell/request.ts';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import type { Erasure, Held } from '../contract/index.ts';

interface EraseDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Says what will be gone for good, and asks for the person's name: there is no way back. */
export function EraseDialog({ id, onClose }: EraseDialogProps) {
  const { t } = useTranslation('privacy');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const address = `/api/v1/privacy/people/${id}`;
  const { data: held, error } = useQuery({
    queryKey: ['privacy', id],
    queryFn: ({ signal }) => request<Held>('GET', address, undefined, signal),
  });
  const erase = useMutation({
    mutationFn: () => request<Erasure>('POST', `${address}/erase`, { name }),
    onSuccess: async () => {
      notifyDone(t('erase.done'));
      onClose();
      await client.invalidateQueries();
    },
  });
  const { form, errors } = useFormErrors(erase.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!erase.isPending) erase.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('erase.title')} closeButtonProps={{ 'aria-label': t('erase.cancel') }}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">{t('erase.text')}</Text>
          {held && <Traces held={held} />}
          <Text size="sm">{t('erase.backups')}</Text>
          <TextInput
            label={t('erase.name', { name: held?.name ?? '' })}
            value={name}
            autoComplete="off"
            data-autofocus
            error={errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <FormProblem error={erase.error ?? error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('erase.cancel')}
            </Button>
            <Button
              type="submit"
              color="red.9"
              loading={erase.isPending}
              disabled={!held || name.trim() !== held.name.trim()}
            >
              {t('erase.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What is emptied with the person, and what stays. */
function Traces({ held }: { readonly held: Held }) {
  const { t } = useTranslation('privacy');
  const labels = useLabels();
  const counts = (all: Held['about']) => all.map(({ noun, count }) => `${labels.nouns(noun)}: ${count}`);
  const { letters, files, changes } = held;
  const gone = [...counts(held.about), ...[t('erase.letters', { count: letters }), t('erase.files', { count: files })]];
  return (
    <List size="sm" withPadding>
      <List.Item>{t('erase.gone', { what: gone.join(', ') })}</List.Item>
      <List.Item>{t('erase.changes', { count: changes })}</List.Item>
      {held.among.length > 0 && <List.Item>{t('erase.stays', { what: counts(held.among).join(', ') })}</List.Item>}
    </List>
  );
}

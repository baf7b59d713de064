import { Button, Checkbox, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import { useWriteLetter } from './mail.queries.ts';

interface LetterFormProps {
  readonly noun: string;
  readonly id: string;
  readonly addresses: readonly string[];
  readonly onClose: () => void;
}

/** A letter to one of a record's addresses, named by its place: of a masked one the writer is shown the beginning only. Ctrl-Enter sends it. */
export function LetterForm({ noun, id, addresses, onClose }: LetterFormProps) {
  const { t } = useTranslation('mail');
  const client = useQueryClient();
  const [draft, setDraft] = useState({ place: 0, subject: '', text: '', isAdvertising: false });
  const write = useWriteLetter();
  const { form, errors } = useFormErrors(write.error);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (write.isPending) return;
    const onSuccess = async () => {
      notifyDone(t('card.sent'));
      onClose();
      await refreshLists(client, 'task');
    };
    const { isAdvertising, ...words } = draft;
    write.mutate({ noun, id, ...words, purpose: isAdvertising ? 'marketing' : 'personal' }, { onSuccess });
  };
  return (
    <form ref={form} onSubmit={send} noValidate>
      <Stack gap="xs" mb="sm">
        <Select
          label={t('card.to')}
          allowDeselect={false}
          data={addresses.map((label, place) => ({ value: String(place), label }))}
          value={String(draft.place)}
          error={errors.to}
          onChange={(place) => place && change({ place: Number(place) })}
        />
        <TextInput
          label={t('card.subject')}
          autoFocus
          maxLength={300}
          value={draft.subject}
          error={errors.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t('card.text')}
          autosize
          minRows={4}
          maxRows={16}
          value={draft.text}
          error={errors.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={getHotkeyHandler([['mod+Enter', () => send()]])}
        />
        {noun === 'person' && (
          <Checkbox
            label={t('card.advertising')}
            checked={draft.isAdvertising}
            error={errors.purpose}
            onChange={(event) => change({ isAdvertising: event.currentTarget.checked })}
          />
        )}
        <FormProblem error={write.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('card.cancel')}
          </Button>
          <Button type="submit" loading={write.isPending}>
            {t('card.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

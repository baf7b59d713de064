import { Button, Checkbox, Group, Select, Stack, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import type { RecordMessages, reachable } from '../contract/index.ts';
import { useSendMessage } from './messages.queries.ts';
import { useTextHint } from './use-text-hint.ts';

interface MessageFormProps {
  readonly noun: string;
  readonly id: string;
  readonly reached: RecordMessages;
  readonly onClose: () => void;
}

/** A message to one of a record's addresses, by the channel they wrote last or like best where nobody chooses another. Ctrl-Enter sends it. */
export function MessageForm({ noun, id, reached: { channels, preferred }, onClose }: MessageFormProps) {
  const { t } = useTranslation('messages');
  const ways = channels.flatMap(({ id: channel, name, medium, addresses }) =>
    addresses.map(({ place, label }) => ({ value: `${channel} ${place}`, label: `${name} · ${label}`, medium })),
  );
  const proposed = preferred ? `${preferred.channel} ${preferred.place}` : (ways[0]?.value ?? '');
  const [draft, setDraft] = useState({ way: proposed, text: '', isAdvertising: false });
  const send = useSendMessage();
  const { form, errors } = useFormErrors(send.error);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const hint = useTextHint(draft.text, ways.find(({ value }) => value === draft.way)?.medium);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (send.isPending) return;
    const [channel = '', place = ''] = draft.way.split(' ');
    const purpose = draft.isAdvertising ? 'marketing' : 'personal';
    const to = { noun: noun as (typeof reachable)[number], id, channel, place: Number(place) };
    const onSuccess = () => {
      notifyDone(t('card.sent'));
      onClose();
    };
    send.mutate({ ...to, text: draft.text, purpose }, { onSuccess });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Select
          label={t('card.way')}
          allowDeselect={false}
          data={ways.map(({ value, label }) => ({ value, label }))}
          value={draft.way}
          error={errors.place}
          onChange={(way) => way && change({ way })}
        />
        <Textarea
          label={t('card.text')}
          description={hint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoFocus
          autosize
          minRows={2}
          maxRows={10}
          value={draft.text}
          error={errors.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={getHotkeyHandler([['mod+Enter', () => submit()]])}
        />
        {noun === 'person' && (
          <Checkbox
            label={t('card.advertising')}
            checked={draft.isAdvertising}
            error={errors.purpose}
            onChange={(event) => change({ isAdvertising: event.currentTarget.checked })}
          />
        )}
        <FormProblem error={send.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('card.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('card.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Checkbox, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import type { KeptLetterAnswer, RecordLetters } from '../contract/index.ts';
import { useWriteLetter } from './mail.queries.ts';

export interface LetterFormProps {
  readonly noun: string;
  readonly id: string;
  readonly addresses: readonly string[];
  /** The mailboxes one may write from; the first is one's own, if any is. */
  readonly senders: RecordLetters['senders'];
  /** The letter that is answered. */
  readonly answers?: KeptLetterAnswer;
  /** The deal it is about. */
  readonly deal?: string | undefined;
  readonly onClose: () => void;
}

/** A letter to one of a record's addresses, named by its place: of a masked one the writer is shown the beginning only. Ctrl-Enter sends it. */
export function LetterForm({ noun, id, addresses, senders, answers, deal, onClose }: LetterFormProps) {
  const { t } = useTranslation('mail');
  const client = useQueryClient();
  const format = useFormat();
  const [draft, setDraft] = useState({
    ...{ place: 0, isAdvertising: false, mailbox: senders[0]?.id ?? '' },
    ...(answers ? beginningOf(answers, format.dateTime(answers.at)) : { subject: '', text: '' }),
  });
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
    const { isAdvertising, place, mailbox, ...words } = draft;
    const whither = answers ? { answers: answers.id } : { place };
    const whence = mailbox ? { mailbox } : {};
    const purpose = isAdvertising ? 'marketing' : 'personal';
    const about = deal ? { deal } : {};
    write.mutate({ noun, id, ...words, ...whither, ...whence, ...about, purpose }, { onSuccess });
  };
  return (
    <form ref={form} onSubmit={send} noValidate>
      <Stack gap="xs" mb="sm">
        {answers ? (
          <Text size="sm">{`${t('card.to')}: ${[answers.fromName, `<${answers.fromAddress}>`].join(' ').trim()}`}</Text>
        ) : (
          <Select
            label={t('card.to')}
            allowDeselect={false}
            data={addresses.map((label, place) => ({ value: String(place), label }))}
            value={String(draft.place)}
            error={errors.to}
            onChange={(place) => place && change({ place: Number(place) })}
          />
        )}
        {senders.length > 0 && (
          <Select
            label={t('answer.from')}
            allowDeselect={false}
            data={[
              ...senders.map(({ id: value, address }) => ({ value, label: address })),
              { value: '', label: t('answer.workspace') },
            ]}
            value={draft.mailbox}
            error={errors.mailbox}
            onChange={(mailbox) => change({ mailbox: mailbox ?? '' })}
          />
        )}
        <TextInput
          label={t('card.subject')}
          autoFocus={!answers}
          maxLength={300}
          value={draft.subject}
          error={errors.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t('card.text')}
          autoFocus={Boolean(answers)}
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

/** As much of what was said is quoted, in characters. */
const longestQuote = 10_000;

/** The subject is answered once, however long the thread; what was said stands quoted below the answer. */
function beginningOf({ subject, body, fromName, fromAddress }: KeptLetterAnswer, at: string) {
  const quoted = body.slice(0, longestQuote).replace(/^/gm, '> ');
  const text = body === '' ? '' : `\n\n${at}, ${fromName || fromAddress}:\n${quoted}`;
  return { subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`.trim(), text };
}

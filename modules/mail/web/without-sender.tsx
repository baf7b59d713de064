import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { refreshLists, useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';

interface WithoutSenderProps {
  readonly noun: string;
  readonly id: string;
  /** None where they are masked: another program would be given the beginning of one. */
  readonly addresses: readonly string[];
  /** The deal it is about. */
  readonly deal?: string | undefined;
  readonly onClose: () => void;
}

/** Where nothing sends letters: why, who may change that, and how to write one all the same. */
export function WithoutSender({ noun, id, addresses, deal, onClose }: WithoutSenderProps) {
  const { t } = useTranslation('mail');
  const session = useSession();
  const [to] = addresses;
  return (
    <Stack gap="xs" mb="sm">
      <Text size="sm">{t('without.text')}</Text>
      <Group gap="xs">
        <Button variant="light" size="compact-sm" component={Link} to="/mailboxes">
          {t('without.mailbox')}
        </Button>
        {session?.role === 'owner' && (
          <Button variant="light" size="compact-sm" component={Link} to="/mail">
            {t('without.server')}
          </Button>
        )}
      </Group>
      {session?.role !== 'owner' && <WhomToAsk />}
      {to && (
        <Text size="sm">
          {t('without.meanwhile')}{' '}
          <Anchor href={`mailto:${encodeURIComponent(to)}`} underline="always">
            {to}
          </Anchor>
        </Text>
      )}
      <SentElsewhere noun={noun} id={id} deal={deal} onClose={onClose} />
    </Stack>
  );
}

/** The owners by name: they alone name a mail server for everybody. */
function WhomToAsk() {
  const member = useNoun('member');
  return member ? <Owners member={member} /> : null;
}

function Owners({ member }: { readonly member: NounMetadata }) {
  const { t } = useTranslation('mail');
  const { records } = useRecordList(member, { filter: { field: 'role', op: 'is', value: 'owner' }, limit: 3 });
  if (records.length === 0) return null;
  return <Text size="sm">{t('without.ask', { names: records.map(({ name }) => String(name)).join(', ') })}</Text>;
}

/** Notes a letter that another program sent, if the writer says so. */
function SentElsewhere(letter: Omit<WithoutSenderProps, 'addresses'>) {
  const task = useNoun('task');
  return task?.may.create ? <Note task={task} {...letter} /> : null;
}

interface NoteProps extends Omit<WithoutSenderProps, 'addresses'> {
  readonly task: NounMetadata;
}

function Note({ task, noun, id, deal, onClose }: NoteProps) {
  const { t } = useTranslation('mail');
  const client = useQueryClient();
  const [subject, setSubject] = useState('');
  const create = useCreateRecord(task);
  const note = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const done = { kind: 'letter', initiative: 'ours', done: true, dueAt: new Date().toISOString() };
    create.mutate(
      {
        ...done,
        title: subject.trim() || t('without.letter'),
        [noun]: { id },
        ...(deal ? { deal: { id: deal } } : {}),
      },
      {
        onSuccess: () => {
          notifyDone(t('without.noted'));
          onClose();
          void refreshLists(client, 'task');
        },
        onError: (error) => notifyProblem(error, t, task.name),
      },
    );
  };
  return (
    <form onSubmit={note} noValidate>
      <TextInput
        label={t('without.about')}
        maxLength={300}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs" mt="xs">
        <Button variant="default" onClick={onClose}>
          {t('card.cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {t('without.note')}
        </Button>
      </Group>
    </form>
  );
}

import { Button, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import CommentEntry from './comment-entry.tsx';

interface ConversationPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What the client and we said to each other about a ticket, and a place to answer: the one that the client reads. */
export default function ConversationPanel({ noun: ticket, record }: ConversationPanelProps) {
  const noun = useNoun('ticketComment');
  return noun?.may.read ? <Conversation ticket={ticket} record={record} noun={noun} /> : null;
}

interface ConversationProps extends Omit<ConversationPanelProps, 'noun'> {
  readonly ticket: NounMetadata;
  readonly noun: NounMetadata;
}

function Conversation({ ticket, record, noun }: ConversationProps) {
  const { t } = useTranslation('portal');
  const filter = { field: 'ticket', op: 'is', value: record.id } as const;
  const list = useRecordList(noun, { filter, sort: 'createdAt', expand: ['author', 'person'], limit: 100 });
  const mayWrite = noun.may.create && ticket.may.update && !record.deletedAt;
  if (!mayWrite && list.records.length === 0) return null;
  return (
    <SectionCard title={t('conversation.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('conversation.seen')}
        </Text>
        {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.records.map((comment) => (
          <CommentEntry key={comment.id} record={comment} />
        ))}
        {mayWrite && <Answer noun={noun} ticket={record} />}
      </Stack>
    </SectionCard>
  );
}

function Answer({ noun, ticket }: { readonly noun: NounMetadata; readonly ticket: AnyRecord }) {
  const { t } = useTranslation('portal');
  const [body, setBody] = useState('');
  const { mutate, isPending, error } = useCreateRecord(noun);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ ticket: ticket.id, body }, { onSuccess: () => setBody('') });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <FormProblem error={error} />
        <Textarea
          label={t('conversation.answer')}
          description={t(ticket.person ? 'conversation.read' : 'conversation.nobody')}
          autosize
          minRows={2}
          maxRows={12}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={body.trim() === ''}>
          {t('conversation.send')}
        </Button>
      </Stack>
    </form>
  );
}

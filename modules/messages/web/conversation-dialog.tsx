import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { type FormEvent, useEffect, useState } from 'react';
import type { BodyInput } from '../../../shared/contract/endpoint.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import type { Conversation, changeConversation } from '../contract/index.ts';
import { MessageList } from './message-list.tsx';
import { useAnswer, useChangeConversation, useConversation } from './messages.queries.ts';
import { useTextHint } from './use-text-hint.ts';

/** A conversation: what was said, an answer, whose it is and with whom. What is looked at is no longer unread. */
export default function ConversationDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('messages');
  const { data, error, refetch } = useConversation(id);
  const { mutate: see } = useChangeConversation();
  const isUnread = data?.conversation.isUnread === true;
  useEffect(() => {
    if (isUnread) see({ id, change: { isUnread: false } });
  }, [id, isUnread, see]);
  const conversation = data?.conversation;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={conversation ? conversation.client?.label || conversation.name || conversation.account : t('list.title')}
      closeButtonProps={{ 'aria-label': t('list.close') }}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={5} />}
      {data && (
        <Stack gap="sm">
          <Whose conversation={data.conversation} maybe={data.maybe} />
          <MessageList messages={data.messages} />
          {data.conversation.channel.id && <AnswerForm conversation={data.conversation} />}
        </Stack>
      )}
    </Modal>
  );
}

/** With whom it is, who looks after it, and whether it is over. */
function Whose({
  conversation,
  maybe,
}: {
  readonly conversation: Conversation;
  readonly maybe: Conversation['client'];
}) {
  const { t } = useTranslation('messages');
  const change = useChangeConversation();
  const { id, channel, account, client, member, state, says } = conversation;
  const act = (changes: Parameters<typeof change.mutate>[0]['change']) =>
    change.mutate({ id, change: changes }, { onError: (error) => notifyProblem(error, t) });
  return (
    <>
      <Text size="sm">
        {`${channel.name} · ${account}`}
        {client && (
          <>
            {' · '}
            <RecordLink noun={client.noun} id={client.id}>
              {client.label}
            </RecordLink>
          </>
        )}
      </Text>
      {says && <Says says={says} />}
      {!client && <NameClient maybe={maybe} onName={(named) => act({ client: named })} isBusy={change.isPending} />}
      <Group gap="xs" align="flex-end">
        <div style={{ flex: '1 1 12rem' }}>
          <RelationPicker
            noun="member"
            label={t('list.member')}
            value={member && { id: member.id, label: member.name }}
            onChange={(chosen) => act({ member: chosen?.id ?? null })}
          />
        </div>
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => act({ state: state === 'open' ? 'closed' : 'open' })}
        >
          {t(state === 'open' ? 'list.end' : 'list.reopen')}
        </Button>
      </Group>
    </>
  );
}

/** What a visitor of a site says of themselves. */
function Says({ says: { email, phone, page, agreed } }: { readonly says: NonNullable<Conversation['says']> }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const said = [email, phone].filter(Boolean).join(', ');
  const lines = [
    ...(said ? [`${t('list.says', { said })} ${t('list.unproved')}`] : []),
    ...(page ? [t('list.page', { page })] : []),
    ...(agreed ? [t('list.agreed', { time: format.dateTime(agreed.at), words: agreed.words })] : []),
  ];
  return lines.map((line) => (
    <Text key={line} size="sm" style={{ overflowWrap: 'anywhere' }}>
      {line}
    </Text>
  ));
}

interface NameClientProps {
  readonly isBusy: boolean;
  readonly maybe: Conversation['client'];
  readonly onName: (client: NonNullable<BodyInput<typeof changeConversation>['client']>) => void;
}

/** Says who wrote: somebody new, or somebody known. */
function NameClient({ isBusy, maybe, onName }: NameClientProps) {
  const { t } = useTranslation('messages');
  const [picks, setPicks] = useState(false);
  const mayMake = useNoun('lead')?.may.create === true;
  return (
    <Group gap="xs">
      {maybe && (
        <>
          <Text size="sm">{t('list.maybe', { name: maybe.label })}</Text>
          <Button
            size="compact-sm"
            loading={isBusy}
            onClick={() => onName({ [maybe.noun]: maybe.id } as { lead: string })}
          >
            {t('list.maybeYes', { name: maybe.label })}
          </Button>
        </>
      )}
      {mayMake && (
        <Button size="compact-sm" variant="light" loading={isBusy} onClick={() => onName('lead')}>
          {t('list.toLead')}
        </Button>
      )}
      {picks ? (
        <RelationPicker
          noun="person"
          value={null}
          ariaLabel={t('list.toPerson')}
          creatable
          autoFocus
          onChange={(person) => person && onName({ person: person.id })}
        />
      ) : (
        <Button size="compact-sm" variant="subtle" onClick={() => setPicks(true)}>
          {t('list.toPerson')}
        </Button>
      )}
    </Group>
  );
}

function AnswerForm({ conversation: { id, channel } }: { readonly conversation: Conversation }) {
  const { t } = useTranslation('messages');
  const [text, setText] = useState('');
  const answer = useAnswer();
  const hint = useTextHint(text, channel.medium);
  const errors = problemFields(answer.error, t);
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!answer.isPending) answer.mutate({ id, text }, { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="xs">
        <Textarea
          label={t('card.text')}
          description={hint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data-autofocus
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          error={errors.text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={getHotkeyHandler([['mod+Enter', () => send()]])}
        />
        <FormProblem error={answer.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.isPending}>
            {t('card.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

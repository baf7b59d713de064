import { Button } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { MessageForm } from './message-form.tsx';
import { MessageList } from './message-list.tsx';
import { useRecordMessages } from './messages.queries.ts';

interface MessagesPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What was said with a record in all channels, and a place to write; nothing where there is no channel and nothing was said. */
export default function MessagesPanel({ noun, record }: MessagesPanelProps) {
  const { t } = useTranslation('messages');
  const [isWriting, setWriting] = useState(false);
  const mayWrite = useNoun('task')?.may.create === true;
  const { data } = useRecordMessages(noun.name, record.id);
  const offers = mayWrite && data !== undefined && data.channels.length > 0;
  if (!data || (!offers && data.items.length === 0)) return null;
  const button = offers && !isWriting && (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconMessage2 size={14} />}
      onClick={() => setWriting(true)}
    >
      {t('card.write')}
    </Button>
  );
  const isEmpty = data.items.length === 0;
  return (
    <SectionCard title={t('card.title')} actions={button} empty={!isWriting && isEmpty ? '' : undefined}>
      {!isEmpty && <MessageList messages={data.items} />}
      {isWriting && <MessageForm noun={noun.name} id={record.id} reached={data} onClose={() => setWriting(false)} />}
    </SectionCard>
  );
}

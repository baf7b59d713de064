import { Badge, Button, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import classes from '../../../web/ui/framed-list.module.css';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { LetterLine, RecordLetter } from '../contract/index.ts';
import { AnswerForm } from './answer-form.tsx';
import { LetterForm } from './letter-form.tsx';
import { useRecordLetters } from './mail.queries.ts';
import { ReceivedLine } from './received-line.tsx';
import { WithoutAddress } from './without-address.tsx';
import { WithoutSender } from './without-sender.tsx';

interface LettersPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What was written to a record by mail and came from it, and a place to write and answer, or what is missing for that. */
export default function LettersPanel({ noun, record }: LettersPanelProps) {
  const { t } = useTranslation('mail');
  const [writing, setWriting] = useState<'new' | LetterLine | null>(null);
  const mayWrite = useNoun('task')?.may.create === true;
  const { data } = useRecordLetters({ noun: noun.name, id: record.id });
  const addresses = addressesOf(record);
  const emails = findField(noun, 'emails');
  const mayBegin = mayWrite && !record.deletedAt;
  const mayAnswer = data?.canSend === true && mayBegin;
  const offers = mayBegin && emails !== null;
  const isEmpty = !data || data.items.length + data.received.length === 0;
  if (!data || (!offers && isEmpty)) return null;
  const form = { noun: noun.name, id: record.id, addresses, senders: data.senders, onClose: () => setWriting(null) };
  const button = offers && !writing && (
    <Button variant="subtle" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={() => setWriting('new')}>
      {t('card.write')}
    </Button>
  );
  return (
    <SectionCard title={t('card.title')} actions={button} empty={!writing && isEmpty ? '' : undefined}>
      {writing === 'new' && addresses.length === 0 && (
        <WithoutAddress noun={noun} record={record} onClose={form.onClose} />
      )}
      {writing === 'new' && addresses.length > 0 && data.canSend && <LetterForm {...form} />}
      {writing === 'new' && addresses.length > 0 && !data.canSend && (
        <WithoutSender {...form} addresses={emails?.masked ? [] : addresses} />
      )}
      {writing && writing !== 'new' && <AnswerForm key={writing.id} letter={writing.id} {...form} />}
      {!isEmpty && (
        <ul className={classes.list}>
          {data.received.map((letter) => (
            <ReceivedLine
              key={letter.id}
              letter={letter}
              {...(mayAnswer ? { onAnswer: () => setWriting(letter) } : {})}
            />
          ))}
          {data.items.map((letter) => (
            <Line key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
    </SectionCard>
  );
}

const colors = { waiting: 'blue', sent: 'teal', dead: 'red' } as const;

function Line({ letter }: { readonly letter: RecordLetter }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { subject, state, toAddress, at, sentAt, fault } = letter;
  return (
    <li className={classes.line}>
      <Text className={classes.name} size="sm">
        {subject}
      </Text>
      <Badge variant="dot" color={colors[state]}>
        {t(`states.${state}`)}
      </Badge>
      <div className={classes.facts}>
        {[toAddress, format.dateTime(sentAt ?? at), ...(fault ? [t(`errors:${fault}`)] : [])].join(' · ')}
      </div>
    </li>
  );
}

function addressesOf({ emails }: AnyRecord): readonly string[] {
  return ((emails ?? []) as readonly { readonly address: string }[]).map(({ address }) => address);
}

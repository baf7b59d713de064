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
import { useRecordLetters } from './mail.queries.ts';
import { addressesOf, NewLetter } from './new-letter.tsx';
import { ReceivedLine } from './received-line.tsx';

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
  const mayBegin = mayWrite && !record.deletedAt;
  const mayAnswer = data?.canSend === true && mayBegin;
  const offers = mayBegin && findField(noun, 'emails') !== null;
  const isEmpty = !data || data.items.length + data.received.length === 0;
  if (!data || (!offers && isEmpty)) return null;
  const close = () => setWriting(null);
  const answer = {
    noun: noun.name,
    id: record.id,
    addresses: addressesOf(record),
    senders: data.senders,
    onClose: close,
  };
  const button = offers && !writing && (
    <Button variant="subtle" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={() => setWriting('new')}>
      {t('card.write')}
    </Button>
  );
  return (
    <SectionCard title={t('card.title')} actions={button} empty={!writing && isEmpty ? '' : undefined}>
      {writing === 'new' && <NewLetter noun={noun} record={record} letters={data} onClose={close} />}
      {writing && writing !== 'new' && <AnswerForm key={writing.id} letter={writing.id} {...answer} />}
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

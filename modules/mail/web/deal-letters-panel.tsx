import { Button, Select } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { isWaiting } from '../../../web/kit/data/kept-writes.ts';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useRecord } from '../../../web/kit/data/record.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { useRecordLetters } from './mail.queries.ts';
import { NewLetter } from './new-letter.tsx';

/** Somebody of a deal whom one may write to. */
interface Recipient extends Reference {
  readonly noun: NounMetadata;
}

/** A place to write about a deal to its people and its company; what was written stands in the deal's timeline. */
export default function DealLettersPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('mail');
  const [isWriting, setWriting] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const mayWrite = useNoun('task')?.may.create === true;
  const recipients = useRecipients(record);
  const recipient = recipients.find(({ id }) => id === chosen) ?? recipients[0];
  if (!mayWrite || !recipient || record.deletedAt || isWaiting(record)) return null;
  const close = () => setWriting(false);
  const button = !isWriting && (
    <Button variant="subtle" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={() => setWriting(true)}>
      {t('card.write')}
    </Button>
  );
  return (
    <SectionCard title={t('card.title')} actions={button} empty={isWriting ? undefined : ''}>
      {recipients.length > 1 && (
        <Select
          label={t('card.recipient')}
          mb="xs"
          allowDeselect={false}
          data={recipients.map(({ id, label }) => ({ value: id, label: label ?? '…' }))}
          value={recipient.id}
          onChange={setChosen}
        />
      )}
      <LetterTo key={recipient.id} to={recipient} deal={record.id} onClose={close} />
    </SectionCard>
  );
}

/** The people of a deal first, then the company, as far as they may be written to. */
function useRecipients({ people, company }: AnyRecord): readonly Recipient[] {
  const [personNoun, companyNoun] = [useNoun('person'), useNoun('company')];
  const offer = (noun: NounMetadata | null | undefined, references: unknown): readonly Recipient[] =>
    noun?.may.read && findField(noun, 'emails')
      ? ((references ?? []) as readonly Reference[]).map(({ id, label }) => ({ id, noun, ...(label ? { label } : {}) }))
      : [];
  return [...offer(personNoun, people), ...offer(companyNoun, company ? [company] : [])];
}

interface LetterToProps {
  readonly to: Recipient;
  readonly deal: string;
  readonly onClose: () => void;
}

function LetterTo({ to, deal, onClose }: LetterToProps) {
  const record = useRecord(to.noun, to.id);
  const letters = useRecordLetters({ noun: to.noun.name, id: to.id });
  if (record.data && letters.data)
    return <NewLetter noun={to.noun} record={record.data} letters={letters.data} deal={deal} onClose={onClose} />;
  const failed = record.error ? record : letters.error ? letters : null;
  return failed?.error ? (
    <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  ) : (
    <LoadingState lines={4} />
  );
}

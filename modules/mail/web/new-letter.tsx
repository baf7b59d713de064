import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import type { RecordLetters } from '../contract/index.ts';
import { LetterForm } from './letter-form.tsx';
import { WithoutAddress } from './without-address.tsx';
import { WithoutSender } from './without-sender.tsx';

interface NewLetterProps {
  /** The noun and record it is written to. */
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly letters: Pick<RecordLetters, 'canSend' | 'senders'>;
  /** The deal it is about. */
  readonly deal?: string;
  readonly onClose: () => void;
}

/** A place to write to a record, or what is missing for that: an address, or somebody to send by. */
export function NewLetter({ noun, record, letters, deal, onClose }: NewLetterProps) {
  const addresses = addressesOf(record);
  if (addresses.length === 0) return <WithoutAddress noun={noun} record={record} onClose={onClose} />;
  const form = { noun: noun.name, id: record.id, addresses, senders: letters.senders, deal, onClose };
  if (letters.canSend) return <LetterForm {...form} />;
  return <WithoutSender {...form} addresses={findField(noun, 'emails')?.masked ? [] : addresses} />;
}

export function addressesOf({ emails }: AnyRecord): readonly string[] {
  return ((emails ?? []) as readonly { readonly address: string }[]).map(({ address }) => address);
}

import { useParams } from '@tanstack/react-router';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { isReferenceValue } from '../data/record-values.ts';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { RecordLink } from '../record-link.tsx';
import classes from './timeline.module.css';

interface OtherPointersProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  /** A field that is told in another way. */
  readonly except?: string;
}

/** What a record is about besides the record whose card is open: the deal of a note that a company's timeline tells. */
export function OtherPointers({ noun, record, except }: OtherPointersProps) {
  const { id: open } = useParams({ strict: false }) as { id?: string };
  const pointers = noun.fields.flatMap((field) => {
    const value = record[field.name];
    return field.kind === 'relation' && field.name !== except && isReferenceValue(value) && value.id !== open
      ? [{ field, value }]
      : [];
  });
  return (
    <>
      {pointers.map(({ field, value }) => (
        <span key={field.name} className={classes.pointer}>
          <RecordLink noun={field.to} id={value.id}>
            <ReferenceLabel noun={field.to} reference={value} />
          </RecordLink>
        </span>
      ))}
    </>
  );
}

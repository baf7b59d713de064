import { Text } from '@mantine/core';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { RecordLink } from '../../../web/kit/record-link.tsx';

/** A project or a ticket in the timeline of its client: what it is, and how it stands. */
export default function ToldEntry({ record }: { readonly record: AnyRecord }) {
  const labels = useLabels();
  const { data } = useMetadata();
  const noun = data?.nouns.find(({ name }) => name === ('subject' in record ? 'ticket' : 'project'));
  const state = noun && findField(noun, 'state');
  if (!noun) return null;
  return (
    <>
      <Text size="sm">
        <strong>{labels.noun(noun.name)}</strong>
        {' · '}
        <RecordLink noun={noun.name} id={record.id}>
          {String(record[noun.title] ?? '')}
        </RecordLink>
      </Text>
      {state && <FieldValue noun={noun} field={state} value={record.state} compact />}
    </>
  );
}

import { Text } from '@mantine/core';
import type { AnyRecord, FileReference, Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';

/** Something a client said in the portal, or was told there. */
export default function CommentEntry({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('portal');
  const noun = useNoun('ticketComment');
  const files = noun && findField(noun, 'files');
  const isFromClient = record.direction === 'fromClient';
  const who = (isFromClient ? record.person : record.author) as Reference | null | undefined;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t(isFromClient ? 'conversation.fromClient' : 'conversation.toClient', { name: who?.label ?? '' })}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {String(record.body ?? '')}
      </Text>
      {noun && files && ((record.files ?? []) as readonly FileReference[]).length > 0 && (
        <FieldValue noun={noun} field={files} value={record.files} />
      )}
    </div>
  );
}

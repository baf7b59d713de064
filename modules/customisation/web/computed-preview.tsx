import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Computed, Field } from '../../../shared/nouns/field.ts';
import { problemText } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';
import { request } from '../../../web/shell/request.ts';
import type { previewComputed } from '../contract/index.ts';

type Preview = z.output<typeof previewComputed.response>;

interface ComputedPreviewProps {
  readonly noun: string;
  readonly computed: Computed;
  readonly scale: number | null;
}

/** What the field would be for the newest record, asked of the server once the typing pauses. */
export function ComputedPreview({ noun: name, computed, scale }: ComputedPreviewProps) {
  const { t } = useTranslation('customisation');
  const noun = useNoun(name);
  const [asked] = useDebouncedValue(
    JSON.stringify({ noun: name, ...computed, ...(scale === null ? {} : { scale }) }),
    400,
  );
  const { data, error, isFetching } = useQuery({
    queryKey: ['customFields', 'preview', asked],
    queryFn: ({ signal }) =>
      request<Preview>('POST', '/api/v1/custom-fields/preview', JSON.parse(asked) as object, signal),
    retry: false,
  });
  if (error)
    return (
      <Text size="sm" c="dimmed">
        {problemText(error, t)}
      </Text>
    );
  if (!data || !noun) return null;
  if (!data.record)
    return (
      <Text size="sm" c="dimmed">
        {t('formula.noRecord')}
      </Text>
    );
  const field = { kind: data.result, name: 'preview', computed } as Field & { readonly name: string };
  return (
    <Text size="sm" component="div" aria-live="polite" style={{ opacity: isFetching ? 0.6 : 1 }}>
      {t('formula.previewFor', { record: data.record.label ?? data.record.id })}{' '}
      <b>
        {data.value === null ? (
          t('formula.nothing')
        ) : (
          <FieldValue noun={noun} field={field} value={data.value} compact />
        )}
      </b>
    </Text>
  );
}

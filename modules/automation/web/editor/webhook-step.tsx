import { Select, Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { StepOf } from '../../contract/index.ts';
import { useWebhooks } from '../webhooks.queries.ts';
import type { StepEditorProps } from './step-editor-props.ts';

/** Which webhook is sent the record. */
export function WebhookStep({ step, errors, onChange }: StepEditorProps<StepOf<'webhook'>>) {
  const { t } = useTranslation('automation');
  const { data } = useWebhooks();
  if (data?.length === 0) return <Text size="sm">{t('webhook.none')}</Text>;
  return (
    <Select
      label={t('webhook.choose')}
      allowDeselect={false}
      required
      data={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      error={errors.webhook}
      value={step.webhook || null}
      onChange={(webhook) => webhook && onChange({ ...step, webhook })}
    />
  );
}

import { Group, NumberInput, Select, Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { StepOf } from '../../contract/index.ts';
import type { StepEditorProps } from './step-editor-props.ts';

/** How long a run waits before its next step. */
export function WaitStep({ step, errors, onChange }: StepEditorProps<StepOf<'wait'>>) {
  const { t } = useTranslation('automation');
  return (
    <>
      <Group align="flex-end" grow>
        <NumberInput
          label={t('dueCount')}
          min={1}
          max={365}
          allowDecimal={false}
          value={step.count}
          error={errors.count}
          onChange={(count) => onChange({ ...step, count: Number(count) || 1 })}
        />
        <Select
          label={t('wait.unit')}
          allowDeselect={false}
          data={(['workingDays', 'days'] as const).map((unit) => ({ value: unit, label: t(`wait.units.${unit}`) }))}
          value={step.unit}
          onChange={(unit) => unit && onChange({ ...step, unit: unit as 'days' | 'workingDays' })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('wait.hint')}
      </Text>
    </>
  );
}

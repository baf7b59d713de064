import { Group, Select, Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { StepOf } from '../../contract/index.ts';
import { pointersTo } from './draft.ts';
import type { StepEditorProps } from './step-editor-props.ts';
import { ValueList } from './value-list.tsx';

/** What record is made, by which of its fields it points here, and with what values. */
export function RecordStep({ noun, step, errors, onChange }: StepEditorProps<StepOf<'record'>>) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns ?? [];
  const targets = nouns.filter(
    (one) => !one.internal && !one.retired && one.may.create && pointersTo(one, noun.name).length > 0,
  );
  const target = targets.find(({ name }) => name === step.noun);
  const pointers = target ? pointersTo(target, noun.name) : [];
  if (targets.length === 0) return <Text size="sm">{t('record.none')}</Text>;
  return (
    <>
      <Group grow align="flex-end">
        <Select
          label={t('record.noun')}
          allowDeselect={false}
          searchable
          data={targets.map(({ name }) => ({ value: name, label: labels.noun(name) }))}
          error={errors.noun}
          value={step.noun || null}
          onChange={(name) => {
            const chosen = targets.find((one) => one.name === name);
            const link = chosen && pointersTo(chosen, noun.name)[0]?.name;
            if (chosen && link) onChange({ ...step, noun: chosen.name, link, values: [] });
          }}
        />
        {target && (
          <Select
            label={t('record.link')}
            allowDeselect={false}
            data={pointers.map((field) => ({ value: field.name, label: labels.field(target.name, field) }))}
            error={errors.link}
            value={step.link}
            onChange={(link) => link && onChange({ ...step, link })}
          />
        )}
      </Group>
      {target && (
        <ValueList
          noun={target}
          about={noun}
          except={step.link}
          values={step.values}
          errors={errors}
          onChange={(values) => onChange({ ...step, values })}
        />
      )}
    </>
  );
}

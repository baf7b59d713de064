import { Select, Stack } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { Step, StepCondition } from '../../contract/index.ts';
import { firstUnder } from './errors-under.ts';
import { FilterPart } from './filter-part.tsx';

interface StepConditionProps {
  readonly noun: NounMetadata;
  readonly only: StepCondition | undefined;
  /** A step before it has a condition. */
  readonly canElse: boolean;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (only: StepCondition | undefined) => void;
}

/** For which records a step is done: all, those that match, or those that the condition before passed over. */
export function StepConditionInput({ noun, only, canElse, errors, onChange }: StepConditionProps) {
  const { t } = useTranslation('automation');
  const choices = ['always', 'if', ...(canElse || only?.is === 'else' ? ['else'] : [])];
  const filter = only?.is === 'if' ? only.filter : null;
  return (
    <Stack gap={6}>
      <Select
        label={t('condition.label')}
        allowDeselect={false}
        data={choices.map((value) => ({ value, label: t(`condition.${value}`) }))}
        error={errors.only}
        value={only?.is ?? 'always'}
        onChange={(is) => {
          if (is === 'else') onChange({ is });
          else onChange(is === 'if' ? { is, filter: { all: [] } } : undefined);
        }}
      />
      {filter && (
        <FilterPart
          noun={noun}
          filter={'all' in filter && filter.all.length === 0 ? null : filter}
          label={t('filter')}
          none={t('startFilterNone')}
          error={firstUnder(errors, 'only.filter')}
          onChange={(next) => onChange({ is: 'if', filter: next ?? { all: [] } })}
        />
      )}
    </Stack>
  );
}

/** The step with this condition, or none. */
export function withCondition<S extends Step>({ only: _, ...step }: S, only: StepCondition | undefined): S {
  return { ...step, ...(only ? { only } : {}) } as S;
}

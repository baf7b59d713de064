import { NativeSelect, Select } from '@mantine/core';
import type { Bucket, Grouping } from '../../../../shared/contract/record-aggregate.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import type { FilterTarget } from '../../../../web/kit/filter/filter-fields.ts';
import { useTargetLabel } from '../../../../web/kit/filter/use-target-label.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { isDay } from '../../../../web/kit/views/fields-for.ts';
import classes from './own-report.module.css';
import type { PartProps } from './report-builder.tsx';
import { listGroupings } from './report-fields.ts';

const spans = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Bucket[];

/** By what the records are grouped: the rows, then the columns. */
export function GroupingChoice({ noun, settings, onChange }: PartProps) {
  const { t } = useTranslation('reports');
  const { data: metadata } = useMetadata();
  const targets = metadata ? listGroupings(metadata, noun) : [];
  const [rows, columns] = settings.group ?? [];
  const change = (next: readonly (Grouping | undefined)[]) =>
    onChange({ group: next.filter((one) => one !== undefined) });
  const props = { noun, targets };
  return (
    <>
      <Level {...props} label={t('own.group')} level={rows} onChange={(level) => change([level, level && columns])} />
      {rows && (
        <Level {...props} label={t('own.across2')} level={columns} onChange={(level) => change([rows, level])} />
      )}
    </>
  );
}

interface LevelProps extends Pick<PartProps, 'noun'> {
  readonly targets: readonly FilterTarget[];
  readonly label: string;
  readonly level: Grouping | undefined;
  readonly onChange: (level: Grouping | undefined) => void;
}

function Level({ noun, targets, label, level, onChange }: LevelProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const labelOf = useTargetLabel();
  const own = targets.filter(({ through }) => !through);
  const ways = [...new Set(targets.flatMap(({ through }) => through?.name ?? []))];
  const optionsOf = (some: readonly FilterTarget[]) =>
    some.map((target) => ({ value: target.path, label: labelOf(target, noun.name) }));
  const data = [
    { group: labels.noun(noun.name), items: optionsOf(own) },
    ...ways.map((way) => {
      const some = targets.filter(({ through }) => through?.name === way);
      const [first] = some;
      return { group: first?.through ? labels.field(noun.name, first.through) : way, items: optionsOf(some) };
    }),
  ];
  const choose = (path: string | null) => {
    const target = targets.find((one) => one.path === path);
    onChange(target && (isDay(target.field) ? { field: target.path, by: 'month' } : { field: target.path }));
  };
  return (
    <div className={classes.pair}>
      <Select
        label={label}
        placeholder={t('own.noGroup')}
        data={data}
        value={level?.field ?? null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('own.noGroup') }}
        onChange={choose}
      />
      {level?.by && (
        <NativeSelect
          aria-label={t('own.span', { field: label })}
          data={spans.map((by) => ({ value: by, label: t(`views:bucket.${by}`) }))}
          value={level.by}
          onChange={(event) => onChange({ ...level, by: event.currentTarget.value as Bucket })}
        />
      )}
    </div>
  );
}

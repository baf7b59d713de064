import { MultiSelect, Radio, Select } from '@mantine/core';
import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { measureId } from '../../../../web/kit/views/measures.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { type ReportShape, reportLimits, reportShapes } from '../../contract/report-shape.ts';
import { Narrowing } from '../narrowing.tsx';
import { GroupingChoice } from './grouping-choice.tsx';
import classes from './own-report.module.css';
import { RateDayChoice } from './rate-day-choice.tsx';
import { listReportMeasures, useMeasureName, useSubjects } from './report-fields.ts';
import { shapeIcons, useShapeFits, usualShape } from './report-shapes.ts';
import { settingsFor } from './usual-settings.ts';

interface ReportBuilderProps {
  readonly noun: NounMetadata;
  readonly settings: ReportSettings;
  readonly onChange: (settings: ReportSettings) => void;
  /** Has the report be about records of another kind; absent where that is settled. */
  readonly onNoun?: ((noun: string, settings: ReportSettings) => void) | undefined;
}

/** Says what a report is about and how it is shown; each change shows at once. */
export function ReportBuilder({ noun, settings, onChange, onNoun }: ReportBuilderProps) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const fits = useShapeFits(noun);
  const change = (patch: Partial<ReportSettings>) => {
    const next = withoutEmpty({ ...settings, ...patch });
    onChange(fits(next.show, next) ? next : { ...next, show: usualShape(next) });
  };
  const props = { noun, settings, onChange: change };
  return (
    <form className={classes.controls} aria-label={t('own.building')} onSubmit={(event) => event.preventDefault()}>
      {onNoun && <SubjectChoice noun={noun} onNoun={onNoun} />}
      <Narrowing
        about={noun.name}
        label={t('own.only', { nouns: labels.nouns(noun.name) })}
        filter={settings.filter}
        onChange={(filter) => change({ filter })}
      />
      <GroupingChoice {...props} />
      <MeasureChoice {...props} />
      <RateDayChoice {...props} />
      <OrderChoice {...props} />
      <ShapeChoice {...props} />
    </form>
  );
}

export interface PartProps {
  readonly noun: NounMetadata;
  readonly settings: ReportSettings;
  readonly onChange: (patch: Partial<ReportSettings>) => void;
}

/** Without what is not said, as an address and JSON have no such thing; an order by a measure that is gone goes too. */
function withoutEmpty(
  settings: { readonly [K in keyof ReportSettings]?: ReportSettings[K] | undefined },
): ReportSettings {
  const { sort, measures = [], group = [] } = settings;
  const [, place] = sort?.split('.') ?? [];
  const isOrdered = group.length > 0 && (place === undefined || Number(place) < measures.length);
  const entries = Object.entries({
    ...settings,
    group: group.length > 0 ? group : undefined,
    sort: isOrdered ? sort : undefined,
    limit: group.length > 0 ? settings.limit : undefined,
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as unknown as ReportSettings;
}

function SubjectChoice({ noun, onNoun }: Required<Pick<ReportBuilderProps, 'noun' | 'onNoun'>>) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  const subjects = useSubjects();
  const choose = (name: string | null) => {
    const chosen = subjects.find((one) => one.name === name);
    if (chosen && onNoun) onNoun(chosen.name, settingsFor());
  };
  return (
    <Select
      label={t('own.about')}
      data={subjects.map(({ name }) => ({ value: name, label: labels.nouns(name) }))}
      value={noun.name}
      allowDeselect={false}
      searchable
      onChange={choose}
    />
  );
}

function MeasureChoice({ noun, settings, onChange }: PartProps) {
  const { t } = useTranslation('reports');
  const nameOf = useMeasureName(noun);
  const offered = [...listReportMeasures(noun), ...settings.measures];
  const known = new Map(offered.map((measure) => [measureId(measure), measure]));
  const choose = (ids: readonly string[]) => {
    const measures = ids.flatMap((id): readonly Measure[] => {
      const measure = known.get(id);
      return measure ? [measure] : [];
    });
    if (measures.length > 0) onChange({ measures: [...measures] });
  };
  return (
    <MultiSelect
      label={t('own.figures')}
      description={t('own.figuresHint')}
      data={[...known].map(([id, measure]) => ({ value: id, label: nameOf(measure) }))}
      value={settings.measures.map(measureId)}
      maxValues={reportLimits.measures}
      searchable
      onChange={choose}
    />
  );
}

const lengths = [5, 10, 20, 50, 100] as const;

function OrderChoice({ noun, settings, onChange }: PartProps) {
  const { t } = useTranslation('reports');
  const nameOf = useMeasureName(noun);
  const { sort, limit = reportLimits.usualRows, measures, group = [], show } = settings;
  if (group.length === 0) return null;
  const byFigure = measures.flatMap((measure, place) => [
    { value: `-measure.${place}`, label: t('own.order.down', { measure: nameOf(measure) }) },
    { value: `measure.${place}`, label: t('own.order.up', { measure: nameOf(measure) }) },
  ]);
  const byName = [
    { value: 'group', label: t('own.order.name') },
    { value: '-group', label: t('own.order.nameBack') },
  ];
  return (
    <div className={classes.pair}>
      {show !== 'line' && (
        <Select
          label={t('own.order.label')}
          placeholder={t('own.order.usual')}
          data={[...byFigure, ...byName]}
          value={sort ?? null}
          clearable
          clearButtonProps={{ 'aria-label': t('own.order.usual') }}
          onChange={(next) => onChange({ sort: next ?? undefined })}
        />
      )}
      <Select
        label={t('own.rows')}
        w={show === 'line' ? undefined : '5rem'}
        data={[...new Set([...lengths, limit])].toSorted((one, other) => one - other).map(String)}
        value={String(limit)}
        allowDeselect={false}
        onChange={(next) => onChange({ limit: Number(next) })}
      />
    </div>
  );
}

function ShapeChoice({ noun, settings, onChange }: PartProps) {
  const { t } = useTranslation('reports');
  const fits = useShapeFits(noun);
  return (
    <Radio.Group
      label={t('own.show')}
      value={settings.show}
      onChange={(show) => onChange({ show: show as ReportShape })}
    >
      <div className={classes.shapes}>
        {reportShapes.map((shape) => {
          const Icon = shapeIcons[shape];
          return (
            <Radio
              key={shape}
              value={shape}
              disabled={!fits(shape, settings)}
              label={
                <span className={classes.shape}>
                  <Icon size={16} aria-hidden />
                  {t(`own.shape.${shape}`)}
                </span>
              }
            />
          );
        })}
      </div>
    </Radio.Group>
  );
}

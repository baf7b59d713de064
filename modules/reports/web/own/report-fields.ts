import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { FieldKind } from '../../../../shared/nouns/field.ts';
import type { Metadata, NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { isSystem } from '../../../../web/kit/data/named-field.ts';
import { type FilterTarget, resolveTarget } from '../../../../web/kit/filter/filter-fields.ts';
import { useTargetLabel } from '../../../../web/kit/filter/use-target-label.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { fieldsForGroups, isDay } from '../../../../web/kit/views/fields-for.ts';
import { listMeasures } from '../../../../web/kit/views/measures.ts';
import type { ReportSettings } from '../../contract/own-report.ts';

/** The nouns a report can be about, by their names. */
export function useSubjects(): readonly NounMetadata[] {
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns ?? [];
  return nouns
    .filter(({ internal, retired, may }) => !internal && !retired && may.read)
    .toSorted((one, other) => labels.nouns(one.name).localeCompare(labels.nouns(other.name)));
}

/** What a report's records can be grouped by: fields of their own, and of the records they point at. */
export function listGroupings(metadata: Metadata, noun: NounMetadata): readonly FilterTarget[] {
  const own = fieldsForGroups(noun).map(({ name }) => name);
  const related = noun.fields.flatMap((field) => {
    const target = field.kind === 'relation' ? metadata.nouns.find(({ name }) => name === field.to) : null;
    if (!target?.may.read || field.retired) return [];
    return fieldsForGroups(target)
      .filter((inner) => inner.kind !== 'links' && !isSystem(inner))
      .map((inner) => `${field.name}.${inner.name}`);
  });
  return [...own, ...related]
    .flatMap((path) => resolveTarget(metadata, noun, path) ?? [])
    .filter(({ field, through }) => !field.masked && !through?.masked);
}

const distinctKinds: ReadonlySet<FieldKind> = new Set(['member', 'relation', 'choice']);

/** Every figure the records have; how many different records they point at among them. */
export function listReportMeasures(noun: NounMetadata): readonly Measure[] {
  const isKnown = ({ field }: Measure) => !noun.fields.some(({ name, masked }) => name === field && masked);
  const different = noun.fields
    .filter((field) => distinctKinds.has(field.kind) && !field.hidden && !field.retired && !field.masked)
    .map(({ name }): Measure => ({ op: 'distinct', field: name }));
  return [...listMeasures(noun).filter(isKnown), ...different];
}

/** The days whose exchange rates a report's amounts can be worth: the records' own, and those of what they belong to. */
export function listRateDays(metadata: Metadata, noun: NounMetadata): readonly FilterTarget[] {
  const parent = noun.fields.find(({ name }) => name === noun.parent);
  const target = parent?.kind === 'relation' ? metadata.nouns.find(({ name }) => name === parent.to) : null;
  const own = noun.fields.filter((field) => isDay(field) && !field.masked).map(({ name }) => name);
  const ofParent = (target?.fields ?? []).filter(isDay).map(({ name }) => `${parent?.name}.${name}`);
  return [...own, ...ofParent].flatMap((path) => resolveTarget(metadata, noun, path) ?? []);
}

/** Whether one of the measures adds up money. */
export function hasMoney(noun: NounMetadata, { measures }: Pick<ReportSettings, 'measures'>): boolean {
  return measures.some(({ op, field }) => op !== 'distinct' && kindOf(noun, field) === 'money');
}

const kindOf = (noun: NounMetadata, path: string | undefined) => noun.fields.find(({ name }) => name === path)?.kind;

/** The kind of what is measured; undefined for a number of records. */
export function useMeasureKind(noun: NounMetadata): (measure: Measure) => FieldKind | undefined {
  const { data } = useMetadata();
  return ({ op, field }) =>
    !field || op === 'distinct' || !data ? undefined : resolveTarget(data, noun, field)?.field.kind;
}

/** Names what is measured: "Records", "Amount: sum". */
export function useMeasureName(noun: NounMetadata): (measure: Measure) => string {
  const { t } = useTranslation('views');
  const pathName = usePathName(noun);
  return ({ op, field }) =>
    op === 'count' || !field ? t('measure.count') : t('measure.of', { field: pathName(field), op: t(`measure.${op}`) });
}

/** Names a field by its path: "Amount", "Company: Industry". */
export function usePathName(noun: NounMetadata): (path: string) => string {
  const { data } = useMetadata();
  const label = useTargetLabel();
  return (path) => {
    const target = data && resolveTarget(data, noun, path);
    return target ? label(target, noun.name) : path;
  };
}

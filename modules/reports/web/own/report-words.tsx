import type { Grouping, GroupKey, Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { resolveTarget } from '../../../../web/kit/filter/filter-fields.ts';
import { useKeyText } from '../../../../web/kit/views/grouped/group-key.tsx';
import type { ReportFigure } from '../../contract/own-reports.api.ts';
import { useMeasureKind, usePathName } from './report-fields.ts';

/** How a figure reads: "1,250.00 $", "12.5 %", "3 Mar 2026"; a dash for none. What had no rate stands behind. */
export function useFigureText(
  noun: NounMetadata,
): (measure: Measure, figure: ReportFigure | null | undefined) => string {
  const format = useFormat();
  const kindOf = useMeasureKind(noun);
  return (measure, figure) => {
    const parts = [ownText(figure?.value ?? null), ...(figure?.apart ?? []).map((amount) => format.money(amount))];
    const told = parts.filter((part) => part !== null);
    return told.length > 0 ? told.join(' + ') : '–';
    function ownText(value: ReportFigure['value']): string | null {
      if (value === null) return null;
      if (typeof value === 'object') return format.money(value);
      const kind = kindOf(measure);
      if (kind === 'date' || kind === 'datetime') return format.date(String(value));
      // A share is kept as a hundredth: 12.5 reads as 12.5 %.
      if (kind === 'percent') return format.percent(Number(value) / 100, 2);
      return format.number(value, { maximumFractionDigits: 2 });
    }
  };
}

/** The size of a figure, for a picture; 0 for none. */
export function sizeOf(figure: ReportFigure | null | undefined): number {
  const value = figure?.value ?? 0;
  const size = typeof value === 'object' ? Number(value.amount) : Number(value);
  return Number.isFinite(size) ? size : 0;
}

export const isNothing = (figure: ReportFigure | null | undefined): boolean =>
  !figure || ((figure.value === null || figure.value === 0) && !figure.apart);

/** The amounts among figures, for cents that line up. */
export function amountsIn(figures: readonly (ReportFigure | null)[]): readonly Money[] {
  return figures.flatMap((figure) => (typeof figure?.value === 'object' && figure.value ? [figure.value] : []));
}

interface KeyNameProps {
  readonly noun: NounMetadata;
  readonly grouping: Grouping;
  readonly value: GroupKey;
}

/** What the records of a group have in common. */
export function KeyName({ noun, grouping, value }: KeyNameProps) {
  const { data } = useMetadata();
  const target = data && resolveTarget(data, noun, grouping.field);
  return target ? <TargetKey target={target} by={grouping.by} value={value} /> : String(value);
}

function TargetKey({
  target,
  by,
  value,
}: { readonly target: Parameters<typeof useKeyText>[0] } & Pick<Grouping, 'by'> & {
    readonly value: GroupKey;
  }) {
  const text = useKeyText(target, by ?? 'day', value);
  const { t } = useTranslation('reports');
  return <>{value === null ? t('own.none') : text}</>;
}

/** Names a grouping: "Stage", "Closed on (month)". */
export function useGroupingName(noun: NounMetadata): (grouping: Grouping) => string {
  const { t } = useTranslation('reports');
  const pathName = usePathName(noun);
  return ({ field, by }) =>
    by ? t('own.bySpan', { field: pathName(field), span: t(`views:bucket.${by}`) }) : pathName(field);
}

import {
  IconChartBar,
  IconChartDonut,
  IconChartLine,
  IconNumber123,
  IconStack2,
  IconTable,
  type TablerIcon,
} from '@tabler/icons-react';
import type { FieldKind } from '../../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { resolveTarget } from '../../../../web/kit/filter/filter-fields.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { isAdditive, type ReportShape } from '../../contract/report-shape.ts';
import { useMeasureKind } from './report-fields.ts';

export const shapeIcons: Readonly<Record<ReportShape, TablerIcon>> = {
  table: IconTable,
  bars: IconChartBar,
  stacked: IconStack2,
  line: IconChartLine,
  share: IconChartDonut,
  figure: IconNumber123,
};

const days: ReadonlySet<FieldKind | undefined> = new Set(['date', 'datetime']);

/** Whether a report can be shown so: as the server says too. */
export function useShapeFits(noun: NounMetadata): (show: ReportShape, settings: ReportSettings) => boolean {
  const { data } = useMetadata();
  const kindOf = useMeasureKind(noun);
  return (show, { group: [rows, columns] = [], measures: [first] }) => {
    if (!first || !data) return false;
    const isTime = rows !== undefined && days.has(resolveTarget(data, noun, rows.field)?.field.kind);
    const isNumber = !days.has(kindOf(first));
    const fits: Readonly<Record<ReportShape, boolean>> = {
      table: true,
      bars: rows !== undefined && isNumber,
      stacked: columns !== undefined && isAdditive(first.op),
      line: isTime && isNumber,
      share: rows !== undefined && isAdditive(first.op),
      figure: rows === undefined,
    };
    return fits[show];
  };
}

/** What is shown instead where a report can no longer be shown as it was. */
export function usualShape({ group = [] }: Pick<ReportSettings, 'group'>): ReportShape {
  return group.length > 0 ? 'table' : 'figure';
}

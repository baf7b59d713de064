import type { ReactNode } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { SameCents } from '../../../../web/ui/same-cents.tsx';
import type { ReportFigure } from '../../contract/own-reports.api.ts';
import reportClasses from '../report.module.css';
import { Scrolling } from '../scrolling.tsx';
import { FigureCell } from './figure-cell.tsx';
import classes from './own-report.module.css';
import type { ReportAnswer } from './report-answer.ts';
import { useMeasureName } from './report-fields.ts';
import { amountsIn, KeyName, useGroupingName } from './report-words.tsx';

interface ReportTableProps {
  readonly answer: ReportAnswer;
  readonly caption: string;
}

/** All figures of a report in rows and columns, each with its records; what is left out, and the whole. */
export function ReportTable({ answer, caption }: ReportTableProps) {
  const { t } = useTranslation('reports');
  const { figures } = answer;
  const { rows, otherRows, total, columns, otherColumns } = figures;
  const totals = [...columns.map((column) => column.total), ...(otherColumns ? [otherColumns.total] : [])];
  const all = [...rows, ...(otherRows ? [otherRows] : [])].flatMap((row) => [...row.figures, ...row.cells]);
  return (
    <SameCents amounts={amountsIn([...all, ...total, ...totals])}>
      <Scrolling label={caption}>
        <table className={reportClasses.table} aria-label={caption}>
          <Head answer={answer} />
          <tbody>
            {rows.map((row) => (
              <Row
                key={JSON.stringify(row.key)}
                answer={answer}
                name={<RowName answer={answer} value={row.key} />}
                filters={[row.filter]}
                {...{ cells: row.cells, figures: row.figures }}
              />
            ))}
            {otherRows && (
              <Row
                answer={answer}
                name={t('own.others', { count: otherRows.count })}
                filters={[otherRows.filter]}
                {...{ cells: otherRows.cells, figures: otherRows.figures }}
              />
            )}
          </tbody>
          <tfoot className={classes.total}>
            <Row answer={answer} name={t('own.total')} filters={[]} {...{ cells: totals, figures: total }} />
          </tfoot>
        </table>
      </Scrolling>
    </SameCents>
  );
}

function RowName({
  answer: { noun, settings },
  value,
}: { readonly answer: ReportAnswer } & {
  readonly value: ReportAnswer['figures']['rows'][number]['key'];
}) {
  const [grouping] = settings.group ?? [];
  return grouping ? <KeyName noun={noun} grouping={grouping} value={value} /> : null;
}

function Head({ answer: { noun, settings, figures } }: { readonly answer: ReportAnswer }) {
  const { t } = useTranslation('reports');
  const measureName = useMeasureName(noun);
  const groupingName = useGroupingName(noun);
  const [byRow, byColumn] = settings.group ?? [];
  const [first, ...more] = settings.measures;
  const { columns, otherColumns } = figures;
  return (
    <thead>
      {byColumn && first && (
        <tr>
          <td />
          <th scope="colgroup" colSpan={columns.length + (otherColumns ? 2 : 1)} className={classes.over}>
            {t('own.across', { measure: measureName(first), field: groupingName(byColumn) })}
          </th>
          {more.length > 0 && <td colSpan={more.length} />}
        </tr>
      )}
      <tr>
        <th scope="col">{byRow ? groupingName(byRow) : ''}</th>
        {byColumn &&
          columns.map(({ key }) => (
            <th key={JSON.stringify(key)} scope="col">
              <KeyName noun={noun} grouping={byColumn} value={key} />
            </th>
          ))}
        {otherColumns && <th scope="col">{t('own.others', { count: otherColumns.count })}</th>}
        {first && <th scope="col">{byColumn ? t('own.total') : measureName(first)}</th>}
        {more.map((measure) => (
          <th key={measureName(measure)} scope="col">
            {measureName(measure)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly answer: ReportAnswer;
  readonly name: ReactNode;
  /** What selects the row's records of all; none for the whole. */
  readonly filters: readonly (Filter | null)[];
  readonly cells: readonly (ReportFigure | null)[];
  readonly figures: readonly ReportFigure[];
}

function Row({ answer, name, filters, cells, figures }: RowProps) {
  const { measures } = answer.settings;
  const { columns, otherColumns } = answer.figures;
  const across = [...columns.map(({ filter }) => filter), ...(otherColumns ? [otherColumns.filter] : [])];
  const [first] = measures;
  return (
    <tr>
      <th scope="row">{name}</th>
      {first &&
        across.map((filter, index) => (
          <td key={JSON.stringify(filter)}>
            <FigureCell answer={answer} measure={first} figure={cells[index]} of={[...filters, filter]} />
          </td>
        ))}
      {measures.map((measure, index) => (
        <td key={JSON.stringify(measure)}>
          <FigureCell answer={answer} measure={measure} figure={figures[index]} of={filters} />
        </td>
      ))}
    </tr>
  );
}

import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { SheetCell } from '../../../exports/server/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { ReportFigure, ReportFigures } from '../../contract/own-reports.api.ts';
import type { ReportWords } from './report-words.ts';

/** A report as rows and columns of cells: what the page shows as its table. */
export interface ReportSheet {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
}

type Row = Pick<ReportFigures['rows'][number], 'cells' | 'figures'>;

/** The table with the rest and the total below; amounts without a rate have a column of their own behind all others. */
export function sheetOf(settings: ReportSettings, figures: ReportFigures, words: ReportWords): ReportSheet {
  const { rows, columns, otherRows, otherColumns, total, currency } = figures;
  const [byRow, byColumn] = settings.group ?? [];
  const [first, ...more] = settings.measures;
  const hasApart = total.some(({ apart }) => apart);
  const nameOf = (measure: Measure, figure: ReportFigure | undefined) =>
    isMoney(figure?.value ?? null) ? `${words.measure(measure)} (${currency})` : words.measure(measure);
  const cellsOf = ({ cells, figures: own }: Row) => [
    ...cells.map((cell) => cellOf(cell)),
    ...own.map((figure) => cellOf(figure)),
    ...(hasApart ? [textCell(own.flatMap(({ apart = [] }) => apart.map(amountText)).join(', '))] : []),
  ];
  const whole: Row = {
    cells: byColumn ? [...columns.map((column) => column.total), ...(otherColumns ? [otherColumns.total] : [])] : [],
    figures: total,
  };
  const named = byRow ? rows.map((row) => [textCell(words.key(byRow, row.key)), ...cellsOf(row)]) : [];
  return {
    headings: [
      byRow ? words.path(byRow.field) : '',
      ...(byColumn ? columns.map(({ key }) => words.key(byColumn, key)) : []),
      ...(otherColumns ? [words.others(otherColumns.count)] : []),
      ...(first ? [byColumn ? `${words.total}: ${nameOf(first, total[0])}` : nameOf(first, total[0])] : []),
      ...more.map((measure, index) => nameOf(measure, total[index + 1])),
      ...(hasApart ? [words.apart] : []),
    ],
    rows: [
      ...named,
      ...(otherRows ? [[textCell(words.others(otherRows.count)), ...cellsOf(otherRows)]] : []),
      [textCell(words.total), ...cellsOf(whole)],
    ],
  };
}

function cellOf(figure: ReportFigure | null): SheetCell {
  const value = figure?.value ?? null;
  if (value === null) return textCell('');
  if (isMoney(value)) return { kind: 'amount', number: value.amount };
  if (typeof value === 'number') return { kind: 'number', number: String(value) };
  return /^\d{4}-\d\d-\d\d$/.test(value) ? { kind: 'day', text: value } : textCell(value);
}

const textCell = (text: string): SheetCell => ({ kind: 'text', text });
const amountText = ({ amount, currency }: Money) => `${amount} ${currency}`;

function isMoney(value: ReportFigure['value']): value is Money {
  return typeof value === 'object' && value !== null;
}

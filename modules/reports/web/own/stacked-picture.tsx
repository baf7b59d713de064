import { Scrolling } from '../scrolling.tsx';
import { FigureCell } from './figure-cell.tsx';
import classes from './own-report.module.css';
import type { ReportAnswer } from './report-answer.ts';
import { KeyName, sizeOf } from './report-words.tsx';
import { SeriesLegend, toneOf } from './series-legend.tsx';

/** A bar for each group, in pieces by the second grouping. */
export function StackedPicture({ answer, caption }: { readonly answer: ReportAnswer; readonly caption: string }) {
  const { noun, settings, figures } = answer;
  const [grouping] = settings.group ?? [];
  const [measure] = settings.measures;
  if (!grouping || !measure) return null;
  const longest = Math.max(...figures.rows.map(({ cells }) => cells.reduce((sum, cell) => sum + part(cell), 0)));
  return (
    <>
      <SeriesLegend answer={answer} />
      <Scrolling label={caption}>
        <table className={classes.bars} aria-label={caption}>
          <tbody>
            {figures.rows.map(({ key, filter, cells, figures: [figure] }) => (
              <tr key={JSON.stringify(key)}>
                <th scope="row">
                  <KeyName noun={noun} grouping={grouping} value={key} />
                </th>
                <td className={classes.barCell}>
                  <Pieces sizes={cells.map(part)} longest={longest} />
                </td>
                <td>
                  <FigureCell answer={answer} measure={measure} figure={figure} of={[filter]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </>
  );
}

const part = (cell: Parameters<typeof sizeOf>[0]) => Math.max(0, sizeOf(cell));

function Pieces({ sizes, longest }: { readonly sizes: readonly number[]; readonly longest: number }) {
  const scale = longest > 0 ? 100 / longest : 0;
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  return (
    <svg className={classes.pieces} height="14" aria-hidden="true" focusable="false">
      {sizes.map((size, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place among the columns
          key={index}
          className={classes.series}
          data-tone={toneOf(index)}
          x={`${(starts[index] ?? 0) * scale}%`}
          width={`${size * scale}%`}
          height="14"
        />
      ))}
    </svg>
  );
}

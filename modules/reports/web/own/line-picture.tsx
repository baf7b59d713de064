import type { CSSProperties } from 'react';
import type { ReportFigure } from '../../contract/own-reports.api.ts';
import { isAdditive } from '../../contract/report-shape.ts';
import { Scrolling } from '../scrolling.tsx';
import { FigureCell } from './figure-cell.tsx';
import classes from './own-report.module.css';
import type { ReportAnswer } from './report-answer.ts';
import { KeyName, sizeOf } from './report-words.tsx';
import { SeriesLegend, toneOf } from './series-legend.tsx';

/** Height of the drawing and width of a span in its own units; it is stretched over the space there is. */
const height = 160;
const width = 40;

/** A line through time, one for each column where there is a second grouping; below it each span's figure with its records. */
export function LinePicture({ answer, caption }: { readonly answer: ReportAnswer; readonly caption: string }) {
  const { noun, settings, figures } = answer;
  const [grouping] = settings.group ?? [];
  const [measure] = settings.measures;
  if (!grouping || !measure) return null;
  const spans = figures.rows.filter(({ key }) => key !== null);
  const undated = figures.rows.filter(({ key }) => key === null);
  const isCrossed = figures.columns.length > 0;
  const series = isCrossed
    ? figures.columns.map((_, index) => spans.map(({ cells }) => cells[index]))
    : [spans.map((row) => row.figures[0])];
  const sizes = series.flat().map(sizeOf);
  const [low, high] = [Math.min(0, ...sizes), Math.max(0, ...sizes)];
  const scale = high > low ? (height - 8) / (high - low) : 0;
  const heightOf = (figure: ReportFigure | null | undefined) => height - 4 - (sizeOf(figure) - low) * scale;
  return (
    <>
      {isCrossed && <SeriesLegend answer={answer} />}
      <Scrolling fromEnd label={caption}>
        <div className={classes.line} style={{ '--spans': spans.length } as CSSProperties}>
          <svg
            className={classes.lines}
            viewBox={`0 0 ${spans.length * width} ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {series.map((values, index) =>
              stretchesOf(values, isAdditive(measure.op)).map((stretch) => (
                <polyline
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place among the columns
                  key={`${index} ${stretch[0]}`}
                  className={classes.series}
                  data-tone={isCrossed ? toneOf(index) : undefined}
                  points={points(stretch, (place) => heightOf(values[place]))}
                />
              )),
            )}
          </svg>
          <ol className={classes.spans} aria-label={caption}>
            {[...spans, ...undated].map(({ key, filter, figures: [figure] }) => (
              <li key={JSON.stringify(key)}>
                <FigureCell answer={answer} measure={measure} figure={figure} of={[filter]} />
                <span>
                  <KeyName noun={noun} grouping={grouping} value={key} />
                </span>
              </li>
            ))}
          </ol>
        </div>
      </Scrolling>
    </>
  );
}

/** The places a line runs through without a break: an average of nothing is no point of it, a sum of nothing is zero. */
function stretchesOf(values: readonly (ReportFigure | null | undefined)[], isZero: boolean): readonly number[][] {
  const stretches: number[][] = [];
  let isOpen = false;
  for (const [place, figure] of values.entries()) {
    const isThere = isZero || (figure?.value ?? null) !== null;
    if (isThere && isOpen) stretches.at(-1)?.push(place);
    else if (isThere) stretches.push([place]);
    isOpen = isThere;
  }
  return stretches;
}

/** A point alone is a short line. */
function points(places: readonly number[], heightOf: (place: number) => number): string {
  const [first = 0] = places;
  const at = (place: number, shift = 0) => `${(place + 0.5) * width + shift},${heightOf(place)}`;
  return places.length === 1 ? `${at(first, -4)} ${at(first, 4)}` : places.map((place) => at(place)).join(' ');
}

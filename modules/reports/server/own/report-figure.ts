import type { AggregateResponse, Measure } from '../../../../shared/contract/record-aggregate.ts';
import { decimal, roundMoney } from '../../../../shared/money/amount.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { ReportFigure } from '../../contract/own-reports.api.ts';
import { isAdditive } from '../../contract/report-shape.ts';

type Measured = AggregateResponse['groups'][number]['values'][number];

/** What was measured as a figure: amounts rounded once, those that had no rate apart. */
export function figureOf(value: Measured, home: string): ReportFigure {
  if (!Array.isArray(value)) return { value };
  const rounded = value.map(roundMoney);
  const apart = rounded.filter(({ currency }) => currency !== home);
  const own = rounded.find(({ currency }) => currency === home) ?? null;
  return { value: own, ...(apart.length > 0 ? { apart } : {}) };
}

/** What a measure says of no records. */
export function nothingOf({ op }: Measure): ReportFigure {
  return { value: op === 'count' || op === 'distinct' ? 0 : null };
}

/** What is left of a figure without its parts; null for a measure whose parts do not add up. */
export function lessAll(
  whole: ReportFigure | undefined,
  parts: readonly (ReportFigure | null)[],
  measure: Measure,
): ReportFigure | null {
  if (!whole || !isAdditive(measure.op)) return null;
  const given = parts.flatMap((part) => part ?? []);
  const values = given.map(({ value }) => value);
  const apart = less(
    whole.apart ?? [],
    given.flatMap((part) => part.apart ?? []),
  );
  return { value: rest(whole.value, values), ...(apart.length > 0 ? { apart } : {}) };
}

function rest(whole: ReportFigure['value'], parts: readonly ReportFigure['value'][]): ReportFigure['value'] {
  if (isMoney(whole)) return less([whole], parts.filter(isMoney))[0] ?? null;
  if (whole === null || typeof whole === 'string') return null;
  const taken = parts.filter((part) => typeof part === 'number');
  return taken.reduce((sum, part) => sum.minus(part), decimal(whole)).toNumber();
}

/** Per currency; without those of which nothing is left. */
function less(whole: readonly Money[], parts: readonly Money[]): Money[] {
  return whole.flatMap(({ amount, currency }) => {
    const own = parts.filter((part) => part.currency === currency);
    const left = own.reduce((sum, part) => sum.minus(part.amount), decimal(amount));
    return left.isZero() ? [] : [roundMoney({ amount: left.toFixed(), currency })];
  });
}

function isMoney(value: ReportFigure['value']): value is Money {
  return typeof value === 'object' && value !== null;
}

import { lastDayOfAge, nextAnniversary, yearDays } from '../../shared/dates/anniversary.ts';
import { holds } from '../../shared/filter/satisfy.ts';
import { filterContextOf } from '../context.ts';
import { yearDaySql } from '../metadata/storage.ts';
import { manyValues, oneValue, type ResolvedCondition } from './condition-values.ts';
import type { FilterScope } from './filter-sql.ts';

/** The next anniversary compared with a day: which days of the year that are today decides, and the index of those finds them. */
export function anniversarySql(column: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const ctx = filterContextOf(scope.ctx);
  const value = oneValue(condition);
  const meant = yearDays.map((day) => holds('date', condition.op, nextAnniversary(day, ctx.today), value, ctx));
  if (meant.every(Boolean)) return `${column} is not null`;
  const add = (index: number) => `${scope.params.add(yearDays[index])}::integer`;
  const runs = runsOf(meant).map(([first, last]) => `${yearDaySql(column)} between ${add(first)} and ${add(last)}`);
  return runs.length > 0 ? `(${runs.join(' or ')})` : 'false';
}

/** Whole years until today compared with a number, as a question about the day itself. */
export function yearsSql(column: string, condition: ResolvedCondition, scope: FilterScope): string {
  if (condition.op === 'isEmpty') return `${column} is null`;
  const { today } = filterContextOf(scope.ctx);
  const isOlder = (years: number) => boundSql(column, '<=', lastDayOfAge(years, today), scope);
  const isYounger = (years: number) => boundSql(column, '>', lastDayOfAge(years, today), scope);
  const isExactly = (value: number) =>
    Number.isInteger(value) ? `(${isOlder(value)} and ${isYounger(value + 1)})` : 'false';
  if (condition.op === 'isAnyOf') {
    const ages = manyValues(condition).map((value) => isExactly(Number(value)));
    return ages.length > 0 ? `(${ages.join(' or ')})` : 'false';
  }
  const value = Number(oneValue(condition));
  switch (condition.op) {
    case 'atLeast':
      return isOlder(Math.ceil(value));
    case 'greaterThan':
      return isOlder(Math.floor(value) + 1);
    case 'lessThan':
      return isYounger(Math.ceil(value));
    case 'atMost':
      return isYounger(Math.floor(value) + 1);
    default:
      return isExactly(value);
  }
}

function boundSql(column: string, sign: '<=' | '>', day: string, scope: FilterScope): string {
  if (day === 'all' || day === 'none') return (day === 'all') === (sign === '<=') ? `${column} is not null` : 'false';
  return `${column} ${sign} ${scope.params.add(day)}::date`;
}

/** The unbroken runs of what is meant, as first and last index. */
function runsOf(meant: readonly boolean[]): readonly (readonly [number, number])[] {
  const starts = meant.flatMap((is, index) => (is && !meant[index - 1] ? [index] : []));
  return starts.map((start) => {
    const end = meant.indexOf(false, start);
    return [start, end < 0 ? meant.length - 1 : end - 1];
  });
}

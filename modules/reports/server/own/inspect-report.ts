import { reachOf } from '../../../../server/access/access.ts';
import { seesEveryField, withEveryField } from '../../../../server/access/seen-registry.ts';
import type { Context } from '../../../../server/context.ts';
import { dayColumn } from '../../../../server/records/aggregate-columns.ts';
import { Params } from '../../../../server/records/params.ts';
import { AppError, type FieldError } from '../../../../shared/errors.ts';
import { resolvePath } from '../../../../shared/filter/field-path.ts';
import { conditionsOf, relatedIn } from '../../../../shared/filter/parts-of-filter.ts';
import { resolveRelated } from '../../../../shared/filter/related.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { inspectView } from '../../../views/server/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { isAdditive } from '../../contract/report-shape.ts';

/** What is wrong with a report, by path (`group.1.field`), as its noun is now. */
export function findReportFaults(ctx: Context, noun: Noun, settings: ReportSettings): FieldError[] {
  const { filter, group = [], measures } = settings;
  const { faults } = inspectView(ctx, noun, 'list', {
    ...{ measures, filter },
    ...(group.length > 0 ? { group } : {}),
  });
  return [
    ...faults,
    ...repeated(settings),
    ...orderFaults(settings),
    ...rateFaults(ctx, noun, settings),
    ...shapeFaults(ctx, noun, settings),
  ];
}

function repeated({ group: [rows, columns] = [] }: ReportSettings): FieldError[] {
  const isSame = rows && columns && rows.field === columns.field && rows.by === columns.by;
  return isSame ? [{ path: 'group.1.field', code: 'duplicate' }] : [];
}

function orderFaults({ sort, measures }: ReportSettings): FieldError[] {
  const [, place] = sort?.split('.') ?? [];
  const isThere = place === undefined || Number(place) < measures.length;
  return isThere ? [] : [{ path: 'sort', code: 'notSortable', params: { field: sort } }];
}

function rateFaults(ctx: Context, noun: Noun, { rateOn }: ReportSettings): FieldError[] {
  if (rateOn === undefined) return [];
  try {
    dayColumn(rateOn, { ctx, noun, params: new Params(), alias: 't' });
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [...error.fields];
  }
}

/** A picture that would say what is not so is refused: parts that do not add up, a line over what is no time. */
function shapeFaults(ctx: Context, noun: Noun, { show, group = [], measures }: ReportSettings): FieldError[] {
  const [rows, columns] = group;
  const [first] = measures;
  const isDay = (path: string | undefined) => {
    const kind = path ? resolvePath(noun, path, ctx.registry.findNoun)?.kind : undefined;
    return kind === 'date' || kind === 'datetime';
  };
  const isParts = isAdditive(first?.op ?? 'count');
  const isNumber = first?.op === 'distinct' || !isDay(first?.field);
  const refusals: Readonly<Record<ReportSettings['show'], readonly (string | false)[]>> = {
    table: [],
    bars: [!rows && 'reportNeedsRows', !isNumber && 'reportNeedsNumbers'],
    stacked: [!columns && 'reportNeedsColumns', !isParts && 'reportNeedsParts'],
    line: [!isDay(rows?.field) && 'reportNeedsTime', !isNumber && 'reportNeedsNumbers'],
    share: [!rows && 'reportNeedsRows', !isParts && 'reportNeedsParts'],
    figure: [rows !== undefined && 'reportHasRows'],
  };
  const code = refusals[show].find(Boolean);
  return code ? [{ path: 'show', code }] : [];
}

/**
 * Whether the report is made of what the actor may not know: hidden or masked fields, or records of a kind they may not read.
 * Nothing of what it asks is told to them then.
 */
export function isClosedTo(ctx: Context, noun: Noun, settings: ReportSettings): boolean {
  if (nounsOf(ctx, noun, settings).some((one) => reachOf(ctx, one, 'read') === 'none')) return true;
  if (seesEveryField(ctx)) return false;
  const whole = withEveryField(ctx);
  const known = findReportFaults(whole, whole.registry.getNoun(noun.name), settings).map(nameOf);
  return findReportFaults(ctx, noun, settings).some((fault) => !known.includes(nameOf(fault)));
}

const nameOf = ({ path, code }: FieldError) => `${path} ${code}`;

/** Every noun whose records the report asks about. */
function nounsOf(ctx: Context, noun: Noun, { filter, group = [], measures, rateOn }: ReportSettings): readonly Noun[] {
  const { whole } = ctx.registry;
  const declared = whole.getNoun(noun.name);
  const paths = [
    ...group.map(({ field }) => field),
    ...measures.flatMap(({ field }) => field ?? []),
    ...(rateOn ? [rateOn] : []),
    ...(filter ? conditionsOf(filter).map(({ field }) => field) : []),
  ];
  const ofPaths = paths.flatMap((path) => resolvePath(declared, path, whole.findNoun)?.noun ?? []);
  const related = filter
    ? relatedIn(filter).flatMap((one) => resolveRelated(declared, one, whole.findNoun)?.noun ?? [])
    : [];
  return [noun, ...ofPaths, ...related];
}

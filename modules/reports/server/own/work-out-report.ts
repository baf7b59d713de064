import { assertMay } from '../../../../server/access/access.ts';
import { type Context, inTransaction } from '../../../../server/context.ts';
import { AppError, invalid } from '../../../../shared/errors.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { ReportFigure, ReportFigures } from '../../contract/own-reports.api.ts';
import { reportLimits } from '../../contract/report-shape.ts';
import { findReportFaults, isClosedTo } from './inspect-report.ts';
import { holdMoment } from './one-moment.repository.ts';
import { askWhole, readBand, readCells, type Working } from './read-bands.ts';
import { type Band, joined, listable, othersOf } from './report-bands.ts';
import { lessAll } from './report-figure.ts';

/**
 * Works out a report from the records the actor may read, as one moment has them. Every group comes with the filter that lists
 * its records; what is not shown by itself is summed up, so that the groups and the rest come to the whole.
 * `within`: of these records alone.
 * @throws AppError 403 for who may not read such records or was stopped, 422 naming what can not be asked.
 */
export async function workOutReport(
  ctx: Context,
  declared: Noun,
  settings: ReportSettings,
  within: Filter | null = null,
): Promise<ReportFigures> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  const faults = findReportFaults(ctx, noun, settings);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, path: `settings.${fault.path}` })));
  // What leads to records of a kind that is closed to the reader would say "none" of all of them.
  if (isClosedTo(ctx, noun, settings)) throw new AppError(403, 'fieldsHidden', { noun: noun.name });
  return inTransaction(ctx, async (tx) => {
    await holdMoment(tx.db);
    const filter = joined(settings.filter, within);
    return assemble({ ctx: tx, noun, settings: filter ? { ...settings, filter } : settings });
  });
}

async function assemble(working: Working): Promise<ReportFigures> {
  const { ctx, settings } = working;
  const [byRow, byColumn] = settings.group ?? [];
  const total = await askWhole(working);
  const rows = byRow
    ? await readBand(working, byRow, { limit: settings.limit ?? reportLimits.usualRows, sort: orderOf(settings) })
    : null;
  const columns = byColumn ? await readBand(working, byColumn, { limit: reportLimits.columns, sort: undefined }) : null;
  const cells = rows && columns ? await readCells(working, rows, columns) : [];
  const first = ({ figures }: Band['groups'][number]) => figures[0] ?? { value: null };
  const withRest = (
    own: readonly (ReportFigure | null)[],
    whole: ReportFigure | undefined,
    ...bands: (Band | null)[]
  ) => (columns && columns.others > 0 ? [...own, restOf(working, whole, own, bands)] : [...own]);
  const otherRows = rows && (await readOthers(working, rows));
  return {
    currency: ctx.workspace.currency,
    total: [...total],
    rows: (rows?.groups ?? []).map((group, index) => ({
      ...{ key: group.key, filter: group.filter, figures: [...group.figures] },
      cells: withRest(cells[index] ?? [], first(group), columns),
    })),
    columns: (columns?.groups ?? []).map((group) => ({ key: group.key, filter: group.filter, total: first(group) })),
    otherRows: otherRows && {
      ...otherRows,
      cells: withRest(
        (columns?.groups ?? []).map((column, index) =>
          restOf(
            working,
            first(column),
            cells.map((row) => row[index] ?? null),
            [rows],
          ),
        ),
        otherRows.figures[0],
        ...[rows, columns],
      ),
    },
    otherColumns: columns && (await readOtherColumns(working, columns)),
    overlaps: [rows, columns].some((band) => band?.overlaps),
  };
}

/** A line is drawn through time as it runs. */
function orderOf({ show, sort }: ReportSettings): string | undefined {
  return show === 'line' ? undefined : sort;
}

async function readOthers(working: Working, band: Band) {
  const filter = othersOf(band);
  if (!filter) return null;
  return { count: band.others, filter: listable(filter), figures: [...(await askWhole(working, filter))] };
}

async function readOtherColumns(working: Working, columns: Band): Promise<ReportFigures['otherColumns']> {
  const others = await readOthers(working, columns);
  if (!others) return null;
  const { figures, ...rest } = others;
  return { ...rest, total: figures[0] ?? null };
}

/** What the parts leave of the whole; null where they do not add up, as groups that overlap do not. */
function restOf(
  { settings: { measures } }: Working,
  whole: ReportFigure | undefined,
  parts: readonly (ReportFigure | null)[],
  bands: readonly (Band | null)[],
): ReportFigure | null {
  const [measure] = measures;
  return measure && !bands.some((band) => band?.overlaps) ? lessAll(whole, parts, measure) : null;
}

import type { Grouping, Measure } from '../../../../shared/contract/record-aggregate.ts';
import { isFilter } from '../../../../web/kit/filter/filter-tree.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { type ReportShape, reportShapes } from '../../contract/report-shape.ts';

/** What the page of a report keeps in its address: what differs from the report as it is kept, so that a link shows it to others. */
export interface OwnReportSearch {
  /** The noun a new report is about. */
  readonly noun?: string | undefined;
  readonly settings?: ReportSettings | undefined;
  /** What a new report made of another, or of an example, is to be called. */
  readonly name?: string | undefined;
}

/** Reads the page's state out of URL search parameters; what does not fit is dropped. */
export function parseOwnReportSearch(raw: Readonly<Record<string, unknown>>): OwnReportSearch {
  const { noun, settings, name } = raw;
  return {
    ...(typeof noun === 'string' && /^[A-Za-z][\w-]{0,79}$/.test(noun) ? { noun } : {}),
    ...(isSettings(settings) ? { settings } : {}),
    ...(typeof name === 'string' && name !== '' ? { name: name.slice(0, 80) } : {}),
  };
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown) => value === undefined || typeof value === 'string';

/** The server says what of it can not be asked; here it only has to have the shape that the page reads. */
function isSettings(value: unknown): value is ReportSettings {
  if (!isObject(value)) return false;
  const { show, measures, group = [], filter, sort, rateOn, limit } = value;
  return (
    reportShapes.includes(show as ReportShape) &&
    isListOf<Measure>(measures, ({ op, field }) => typeof op === 'string' && isText(field)) &&
    measures.length > 0 &&
    isListOf<Grouping>(group, ({ field, by }) => typeof field === 'string' && isText(by)) &&
    (filter === undefined || isFilter(filter)) &&
    isText(sort) &&
    isText(rateOn) &&
    (limit === undefined || Number.isInteger(limit))
  );
}

function isListOf<T>(value: unknown, fits: (one: Fields) => boolean): value is readonly T[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && fits(one));
}

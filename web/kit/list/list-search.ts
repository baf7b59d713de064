import type { Grouping, Measure } from '../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { type ViewType, viewColors, viewLimits, viewTypes } from '../../../shared/views/view.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';
import { isFilter } from '../filter/filter-tree.ts';

/** How much of a calendar is seen at once. */
export const spans = ['month', 'week', 'day', 'agenda'] as const;
export type Span = (typeof spans)[number];

/** What makes a list: a link with it shows the same list to whoever opens it. */
export interface ListSearch {
  readonly sort?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  /** Shown columns, in order. */
  readonly columns?: readonly string[] | undefined;
  /** How many of the first columns stay where they are. */
  readonly frozen?: number | undefined;
  /** The bin instead of the live records. */
  readonly deleted?: boolean | undefined;
  /** The id of a saved view; `all` for the plain list where another would open. */
  readonly saved?: string | undefined;
  /** How the records are shown; `list` when absent. */
  readonly as?: ViewType | undefined;
  readonly group?: readonly Grouping[] | undefined;
  readonly measures?: readonly Measure[] | undefined;
  /** The field whose values are a board's columns. */
  readonly board?: string | undefined;
  readonly calendar?: ViewSettings['calendar'];
  readonly cover?: string | undefined;
  readonly colors?: ViewSettings['colors'];
  readonly span?: Span | undefined;
  /** The day a calendar stands at, as an ISO date. */
  readonly day?: string | undefined;
}

/** As it stands in the URL: null says that a part of the saved view is taken away. */
export type ListAddress = { readonly [K in keyof ListSearch]?: ListSearch[K] | null | undefined };

/** The parts that a saved view keeps. */
export const settingKeys = [
  ...([
    'as',
    'filter',
    'sort',
    'columns',
    'frozen',
    'group',
    'measures',
    'board',
    'calendar',
    'cover',
    'colors',
  ] as const),
] satisfies readonly (keyof ListSearch)[];

/** Reads a list's state out of URL search parameters; what does not fit is dropped. For a route's `validateSearch`. */
export function parseListSearch(raw: Readonly<Record<string, unknown>>): ListAddress {
  const settings: readonly string[] = settingKeys;
  const entries = Object.entries(readers).map(([name, read]) => {
    const value = raw[name];
    return [name, value === null && settings.includes(name) ? null : read(value)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const fieldPattern = /^[A-Za-z][\w.]*$/;
const isField = (value: unknown): value is string => typeof value === 'string' && fieldPattern.test(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf =
  <T extends string>(options: readonly T[]) =>
  (value: unknown): T | undefined =>
    options.find((option) => option === value);

/** A list of what fits; undefined where nothing does. */
function listOf<T>(value: unknown, fits: (one: unknown) => boolean): readonly T[] | undefined {
  const fitting = Array.isArray(value) ? value.filter(fits) : [];
  return fitting.length > 0 ? (fitting as T[]) : undefined;
}

const readers: { readonly [K in keyof ListSearch]-?: (value: unknown) => ListSearch[K] } = {
  sort: (value) => (typeof value === 'string' && fieldPattern.test(value.replace(/^-/, '')) ? value : undefined),
  filter: (value) => (isFilter(value) ? value : undefined),
  search: (value) => (value === undefined || value === null || value === '' ? undefined : String(value)),
  columns: (value) => listOf(value, (one) => typeof one === 'string'),
  frozen: (value) =>
    Number.isInteger(value) && Number(value) >= 0 ? Math.min(Number(value), viewLimits.frozen) : undefined,
  deleted: (value) => (value === true ? true : undefined),
  saved: (value) => (typeof value === 'string' && /^(all|[\da-f-]{36})$/i.test(value) ? value : undefined),
  as: oneOf(viewTypes),
  group: (value) => listOf<Grouping>(value, (one) => isObject(one) && isField(one.field))?.slice(0, 3),
  measures: (value) => listOf<Measure>(value, (one) => isObject(one) && typeof one.op === 'string')?.slice(0, 10),
  board: (value) => (isField(value) ? value : undefined),
  calendar: readCalendar,
  cover: (value) => (isField(value) ? value : undefined),
  colors: (value) =>
    listOf<NonNullable<ViewSettings['colors']>[number]>(
      value,
      (one) => isObject(one) && isFilter(one.filter) && viewColors.some((color) => color === one.color),
    ) as ViewSettings['colors'],
  span: oneOf(spans),
  day: (value) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined),
};

function readCalendar(value: unknown): ListSearch['calendar'] {
  if (!isObject(value) || !isField(value.start)) return undefined;
  return isField(value.end) ? { start: value.start, end: value.end } : { start: value.start };
}

export type SortDirection = 'ascending' | 'descending' | 'none';

export function directionOf(sort: string | undefined, field: string): SortDirection {
  if (sort === field) return 'ascending';
  return sort === `-${field}` ? 'descending' : 'none';
}

/** The next order a click on a column's header asks for: ascending, descending, back to the default. */
export function nextSort(sort: string | undefined, field: string): string | undefined {
  const direction = directionOf(sort, field);
  if (direction === 'none') return field;
  return direction === 'ascending' ? `-${field}` : undefined;
}

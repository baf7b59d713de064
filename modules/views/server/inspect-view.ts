import type { Context } from '../../../server/context.ts';
import { keyColumn, measureColumn } from '../../../server/records/aggregate-columns.ts';
import { parseOrder } from '../../../server/records/order.ts';
import { Params } from '../../../server/records/params.ts';
import { AppError, type FieldError } from '../../../shared/errors.ts';
import { asksBeyond } from '../../../shared/filter/asks-beyond.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Field, FieldKind } from '../../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import { findRelated, isPath } from '../../../shared/nouns/related-field.ts';
import type { ViewType } from '../../../shared/views/view.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';
import { withoutFaults } from './without-faults.ts';

/** What is wrong with a view, and what of it can be shown all the same. */
export interface Inspected {
  readonly faults: readonly FieldError[];
  readonly usable: ViewSettings;
}

/**
 * Holds a view's settings against the noun as it is now. What names a field that is gone or does not fit is a fault by
 * path (`columns.2.field`) and left out of `usable`. A retired field is a fault wherever it would be shown; filters and
 * orders by it go on, as its values are kept.
 */
export function inspectView(ctx: Context, noun: Noun, type: ViewType, settings: ViewSettings): Inspected {
  const view: View = { ctx, noun, settings };
  const faults = [
    ...checkNeeds(type, settings),
    ...filterFaults(view, settings.filter, 'filter'),
    ...attempt('', () => parseOrder(noun, settings.sort)),
    ...columnFaults(view),
    ...(settings.group ?? []).flatMap((_, index) => groupFaults(view, index)),
    ...(settings.measures ?? []).flatMap((_, index) => measureFaults(view, index)),
    ...fieldFaults(view, settings.board, 'board', boardKinds, 'notABoardField'),
    ...fieldFaults(view, settings.calendar?.start, 'calendar.start', dayKinds, 'notADate'),
    ...endFaults(view),
    ...fieldFaults(view, settings.cover, 'cover', coverKinds, 'notAPicture'),
    ...(settings.colors ?? []).flatMap(({ filter }, index) => colorFaults(view, filter, `colors.${index}.filter`)),
  ];
  return { faults, usable: faults.length === 0 ? settings : withoutFaults(ctx, noun, settings, faults) };
}

interface View {
  readonly ctx: Context;
  readonly noun: Noun;
  readonly settings: ViewSettings;
}

const boardKinds: ReadonlySet<FieldKind> = new Set(['choice', 'member', 'boolean', 'relation']);
const dayKinds: ReadonlySet<FieldKind> = new Set(['date', 'datetime']);
/** Files become pictures where there are such fields. */
const coverKinds: ReadonlySet<string> = new Set(['file', 'files']);

function checkNeeds(type: ViewType, { board, calendar, group }: ViewSettings): FieldError[] {
  if (type === 'board' && !board) return [{ path: 'board', code: 'required' }];
  if (type === 'calendar' && !calendar) return [{ path: 'calendar', code: 'required' }];
  return type === 'grouped' && !group ? [{ path: 'group', code: 'required' }] : [];
}

function filterFaults({ ctx, noun }: View, filter: Filter | undefined, path: string): FieldError[] {
  const faults = filter ? checkFilter(filter, noun, ctx.registry.findNoun) : [];
  return faults.map((fault) => ({ ...fault, path: [path, fault.path].filter(Boolean).join('.') }));
}

/** Rules are evaluated upon the record alone, in the browser: what else it is about is not known there. */
function colorFaults(view: View, filter: Filter, path: string): FieldError[] {
  const faults = filterFaults(view, filter, path);
  if (faults.length > 0) return faults;
  return asksBeyond(filter, view.noun, view.ctx.registry.findNoun) ? [{ path, code: 'ownFieldsOnly' }] : [];
}

function columnFaults({ ctx, noun, settings }: View): FieldError[] {
  const columns = settings.columns ?? [];
  return columns.flatMap(({ field }, index) => {
    const path = `columns.${index}.field`;
    if (columns.findIndex((other) => other.field === field) < index) return [{ path, code: 'duplicate' }];
    return isPath(field) ? relatedFaults(ctx, noun, field, path) : shownFaults(noun, field, path);
  });
}

/** A field of the record pointed at: gone or retired there, or the way to it. */
function relatedFaults(ctx: Context, noun: Noun, column: string, path: string): FieldError[] {
  const found = findRelated(noun, column, ctx.registry.findNoun);
  if (!found) return [{ path, code: 'unknownField', params: { field: column } }];
  const isRetired = found.field.retired || fieldOf(noun, found.via)?.retired;
  return isRetired ? [{ path, code: 'retiredField', params: { field: column } }] : [];
}

function groupFaults({ ctx, noun, settings }: View, index: number): FieldError[] {
  const grouping = settings.group?.[index];
  if (!grouping) return [];
  const scope = { ctx, noun, params: new Params(), alias: 't' };
  const faults = attempt('', () => keyColumn(grouping, scope, index));
  return faults.length > 0 ? faults : retired(noun, grouping.field, `group.${index}.field`);
}

function measureFaults({ ctx, noun, settings }: View, index: number): FieldError[] {
  const measure = settings.measures?.[index];
  if (!measure) return [];
  const scope = { ctx, noun, params: new Params(), alias: 't' };
  const faults = attempt('', () => measureColumn(measure, scope, index));
  return faults.length > 0 ? faults : retired(noun, measure.field ?? '', `measures.${index}.field`);
}

function endFaults(view: View): FieldError[] {
  const { calendar } = view.settings;
  const faults = fieldFaults(view, calendar?.end, 'calendar.end', dayKinds, 'notADate');
  if (!calendar?.end || faults.length > 0) return faults;
  const [start, end] = [calendar.start, calendar.end].map((name) => fieldOf(view.noun, name)?.kind);
  return start === end ? [] : [{ path: 'calendar.end', code: 'wrongType' }];
}

function fieldFaults(
  { noun }: View,
  name: string | undefined,
  path: string,
  kinds: ReadonlySet<string>,
  code: string,
): FieldError[] {
  if (name === undefined) return [];
  const faults = shownFaults(noun, name, path);
  if (faults.length > 0) return faults;
  return kinds.has(fieldOf(noun, name)?.kind ?? '') ? [] : [{ path, code, params: { field: name } }];
}

function shownFaults(noun: Noun, name: string, path: string): FieldError[] {
  if (!fieldOf(noun, name)) return [{ path, code: 'unknownField', params: { field: name } }];
  return retired(noun, name, path);
}

function retired(noun: Noun, name: string, path: string): FieldError[] {
  const field = fieldOf(noun, name.split('.')[0] ?? '');
  return field?.retired ? [{ path, code: 'retiredField', params: { field: name } }] : [];
}

function fieldOf(noun: Noun, name: string): Field | undefined {
  const fields = allFields(noun);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** What the engine itself says against it. */
function attempt(prefix: string, read: () => unknown): FieldError[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.fields.map((fault) => ({ ...fault, path: prefix + fault.path }));
  }
}

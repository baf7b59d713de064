import type { Context } from '../../../../server/context.ts';
import { type AggregateQuestion, groupRecords } from '../../../../server/records/aggregate.ts';
import { optionLabel } from '../../../../server/texts/noun-labels.ts';
import { aggregateLimit, type Grouping, type GroupKey } from '../../../../shared/contract/record-aggregate.ts';
import { invalidField } from '../../../../shared/errors.ts';
import { type FieldPath, resolvePath } from '../../../../shared/filter/field-path.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import type { ReportFigure } from '../../contract/own-reports.api.ts';
import { reportLimits } from '../../contract/report-shape.ts';
import { type Band, groupOf, isTime, joined, plainKey, withoutGaps } from './report-bands.ts';
import { figureOf, nothingOf } from './report-figure.ts';

/** A report that is being worked out. */
export interface Working {
  readonly ctx: Context;
  readonly noun: Noun;
  readonly settings: ReportSettings;
}

interface Answered {
  readonly groups: readonly { readonly keys: readonly GroupKey[]; readonly figures: readonly ReportFigure[] }[];
  readonly of: number;
}

/** Asks about the report's records, or those of them that also meet the filter. */
export async function ask(
  { ctx, noun, settings }: Working,
  { filter, measures = settings.measures, ...question }: AggregateQuestion & { readonly filter?: Filter },
): Promise<Answered> {
  const within = joined(settings.filter, filter);
  const conversion = settings.rateOn === undefined ? {} : { rateOn: settings.rateOn };
  const { groups, of } = await groupRecords(ctx, noun, {
    ...{ ...question, measures, inWorkspaceCurrency: conversion },
    ...(within ? { filter: within } : {}),
  });
  const home = ctx.workspace.currency;
  return {
    of,
    groups: groups.map(({ keys, values }) => ({ keys, figures: values.map((value) => figureOf(value, home)) })),
  };
}

/** The figures of all records that meet the filter. */
export async function askWhole(working: Working, filter?: Filter): Promise<readonly ReportFigure[]> {
  const { groups } = await ask(working, filter ? { filter } : {});
  return groups[0]?.figures ?? [];
}

/** The groups of one grouping in their order, no more than `limit`: of time the latest. */
export async function readBand(
  working: Working,
  grouping: Grouping,
  { limit, sort }: { readonly limit: number; readonly sort: string | undefined },
): Promise<Band> {
  const path = pathOf(working, grouping);
  const ofTime = isTime(path);
  const order = sort ?? (ofTime ? 'group' : '-measure.0');
  const byKey = order.endsWith('group');
  // What has a name of its own is put in order by it here: the database knows it by its key.
  const byName = byKey && !ofTime;
  const asked = byName ? aggregateLimit.most : limit;
  const { groups, of } = await ask(working, {
    group: [grouping],
    sort: byKey && ofTime ? '-group' : order,
    limit: asked,
  });
  const found = groups.map(({ keys: [key = null], figures }) => groupOf(grouping, key, ofTime, figures));
  const named = byName ? byNames(working, path, found, order.startsWith('-')) : found;
  const shown = named.slice(0, limit);
  const band: Band = {
    ...{ grouping, isTime: ofTime, others: of - shown.length },
    groups: byKey && ofTime && order === 'group' ? forward(shown) : shown,
    overlaps: path.kind === 'choices' || path.kind === 'links',
  };
  const nothing = working.settings.measures.map(nothingOf);
  return ofTime && order === 'group' ? withoutGaps(band, grouping.by ?? 'day', nothing, reportLimits.rows) : band;
}

/** Latest first becomes earliest first; what has no date stays last. */
function forward<G extends { readonly key: GroupKey }>(groups: readonly G[]): G[] {
  return [...groups.filter(({ key }) => key !== null).toReversed(), ...groups.filter(({ key }) => key === null)];
}

function pathOf({ ctx, noun }: Working, { field }: Grouping): FieldPath {
  const path = resolvePath(noun, field, ctx.registry.findNoun);
  if (!path) throw invalidField('group', 'unknownField', { field });
  return path;
}

/** Options in the order they are declared in, records by their names; those without last. */
function byNames<G extends { readonly key: GroupKey }>(
  { ctx }: Working,
  { field, noun, name, kind }: FieldPath,
  groups: readonly G[],
  isDown: boolean,
): readonly G[] {
  if (kind === 'number' || kind === 'boolean') return groups;
  const options = field.kind === 'choice' || field.kind === 'choices' ? field.options.map(({ value }) => value) : [];
  const placeOf = (key: GroupKey) => {
    const place = options.indexOf(String(key));
    return place < 0 ? options.length : place;
  };
  const nameOf = (key: GroupKey): string => {
    if (typeof key === 'object') return key?.label ?? '';
    return options.length > 0
      ? optionLabel(ctx.registry, noun, name, { value: String(key) }, ctx.language)
      : String(key);
  };
  const collator = new Intl.Collator(ctx.language, { numeric: true });
  const compare = (one: G, other: G) =>
    placeOf(one.key) - placeOf(other.key) || collator.compare(nameOf(one.key), nameOf(other.key));
  const filled = groups
    .filter(({ key }) => key !== null)
    .toSorted((one, other) => (isDown ? -1 : 1) * compare(one, other));
  return [...filled, ...groups.filter(({ key }) => key === null)];
}

/** The first measure of each row by column; null where there is nothing. */
export async function readCells(working: Working, rows: Band, columns: Band): Promise<(ReportFigure | null)[][]> {
  if (rows.groups.length === 0 || columns.groups.length === 0) return [];
  const { groups } = await ask(working, {
    group: [rows.grouping, columns.grouping],
    measures: working.settings.measures.slice(0, 1),
    among: [rows, columns].map((band) => band.groups.map(({ key }) => plainKey(key))),
    limit: rows.groups.length * columns.groups.length,
  });
  const nameOf = (...keys: readonly GroupKey[]) => JSON.stringify(keys.map(plainKey));
  const found = new Map(groups.map(({ keys, figures }) => [nameOf(...keys), figures[0] ?? null]));
  return rows.groups.map(({ key }) => columns.groups.map((column) => found.get(nameOf(key, column.key)) ?? null));
}

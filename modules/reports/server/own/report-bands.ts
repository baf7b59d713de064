import type { PlainKey } from '../../../../server/records/aggregate.ts';
import type { Bucket, Grouping, GroupKey } from '../../../../shared/contract/record-aggregate.ts';
import { addUnits } from '../../../../shared/dates/iso-date.ts';
import { conditionOfGroup } from '../../../../shared/filter/condition-of-group.ts';
import type { FieldPath } from '../../../../shared/filter/field-path.ts';
import { type Filter, filterLimits } from '../../../../shared/filter/filter.ts';
import type { ReportFigure } from '../../contract/own-reports.api.ts';

/** The rows or the columns of a report: groups, in their order. */
export interface Band {
  readonly grouping: Grouping;
  readonly isTime: boolean;
  readonly groups: readonly BandGroup[];
  /** How many groups there are that are not among these. */
  readonly others: number;
  /** A record can stand in several of the groups. */
  readonly overlaps: boolean;
}

export interface BandGroup {
  readonly key: GroupKey;
  readonly filter: Filter;
  /** One a measure. */
  readonly figures: readonly ReportFigure[];
}

export const isTime = ({ kind }: Pick<FieldPath, 'kind'>): boolean => kind === 'date' || kind === 'datetime';

/** The group's key without the name of the record. */
export function plainKey(key: GroupKey): PlainKey {
  return typeof key === 'object' && key !== null ? key.id : key;
}

/** A group of the band; one that has no records where no figures are given. */
export function groupOf(
  grouping: Grouping,
  key: GroupKey,
  ofTime: boolean,
  figures: readonly ReportFigure[],
): BandGroup {
  return { key, filter: conditionOfGroup(grouping, key, ofTime), figures };
}

/** The spans between the first and the last, those in which there is nothing too; as they are where that would be more than `most`. */
export function withoutGaps(band: Band, by: Bucket, nothing: readonly ReportFigure[], most: number): Band {
  const dated = band.groups.filter(({ key }) => key !== null);
  const [first, last] = [dated[0]?.key, dated.at(-1)?.key];
  if (typeof first !== 'string' || typeof last !== 'string') return band;
  const found = new Map(band.groups.map((group) => [group.key, group]));
  const filled: BandGroup[] = [];
  for (let start = first; start <= last; start = addUnits(start, 1, by)) {
    if (filled.push(found.get(start) ?? groupOf(band.grouping, start, true, nothing)) > most) return band;
  }
  return { ...band, groups: [...filled, ...band.groups.filter(({ key }) => key === null)] };
}

/** What lists the records of the groups that are not among the band's; null where there are none. */
export function othersOf({ grouping, groups, isTime: ofTime, others }: Band): Filter | null {
  if (others === 0) return null;
  const { field } = grouping;
  const filled = groups.filter(({ key }) => key !== null);
  const empty: Filter[] = filled.length < groups.length ? [{ field, op: 'isEmpty' }] : [];
  const isListed = !ofTime && filled.every(({ key }) => typeof key !== 'boolean');
  const shown: Filter[] = isListed
    ? [{ field, op: 'isAnyOf', value: filled.map(({ key }) => plainKey(key)) as string[] }]
    : filled.map(({ filter }) => filter);
  return { not: { any: [...shown, ...empty] } };
}

/** Null for a filter that is longer than a list takes. */
export function listable(filter: Filter): Filter | null {
  return sizeOf(filter) <= filterLimits.conditions / 2 ? filter : null;
}

function sizeOf(filter: Filter): number {
  if ('all' in filter) return filter.all.reduce((sum, one) => sum + sizeOf(one), 1);
  if ('any' in filter) return filter.any.reduce((sum, one) => sum + sizeOf(one), 1);
  return 'not' in filter ? 1 + sizeOf(filter.not) : 1;
}

/** Both conditions on one level; undefined where there is none. */
export function joined(...filters: readonly (Filter | null | undefined)[]): Filter | undefined {
  const all = filters.flatMap((filter) => (!filter ? [] : 'all' in filter ? filter.all : [filter]));
  return all.length > 0 ? { all } : undefined;
}

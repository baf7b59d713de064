import { useMemo } from 'react';
import type { Measure } from '../../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { BoardColumn } from '../../board/board-column.ts';
import { type AggregateGroup, type GroupKey, useAggregate } from '../../data/aggregate.ts';
import { useMetadata } from '../../data/metadata.ts';
import { type NamedField, targetNoun } from '../../data/named-field.ts';
import { useRecordList } from '../../data/record-list.ts';
import { titleOf } from '../../data/record-title.ts';
import { useLabels } from '../../labels.ts';
import type { List } from '../../list/use-list.ts';
import { defaultMeasures } from '../measures.ts';
import { LaneFigures } from './lane-figures.tsx';

/** More columns than these nobody looks through: then those with most records stand for all. */
const mostColumns = 50;

/** A column for each value of the field, with how many records it has and what they come to. */
export function useBoardColumns(noun: NounMetadata, field: NamedField, list: List) {
  const { t } = useTranslation('views');
  const { filter, search } = list.query;
  const measures = list.search.measures ?? defaultMeasures(list.columns.fields);
  const counted: readonly Measure[] = measures.some(({ op }) => op === 'count')
    ? measures
    : [{ op: 'count' }, ...measures];
  const place = counted.findIndex(({ op }) => op === 'count');
  const figures = useAggregate(noun, {
    ...{ group: [{ field: field.name }], measures: counted, filter, search },
    ...{ sort: `-measure.${place}`, limit: mostColumns + 1 },
  });
  const values = useColumnValues(field, noun, figures.data?.groups);
  const columns = useMemo<readonly BoardColumn[]>(() => {
    const groups = new Map(figures.data?.groups.map((group) => [idOf(group.keys[0]), group]));
    const none = { id: '', title: t('board.none'), value: null };
    const hasNone = !field.required || groups.has('');
    return [...values.columns, ...(hasNone ? [none] : [])].map((column) => ({
      ...column,
      condition: conditionOf(field, column),
      summary: figures.data && (
        <LaneFigures
          noun={noun}
          list={list}
          measures={counted}
          condition={conditionOf(field, column)}
          group={groups.get(column.id)}
        />
      ),
    }));
  }, [values.columns, figures.data, field, noun, list, counted, t]);
  return {
    columns,
    isEmpty: figures.data?.groups.length === 0,
    error: figures.error ?? values.error,
    isPending: figures.isPending || values.isPending,
    refetch: () => void figures.refetch(),
  };
}

interface ColumnValues {
  readonly columns: readonly BoardColumn[];
  readonly isPending: boolean;
  readonly error: Error | null;
}

function useColumnValues(
  field: NamedField,
  noun: NounMetadata,
  groups: readonly AggregateGroup[] | undefined,
): ColumnValues {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const records = useTargetRecords(field, noun);
  const isReference = field.kind === 'member' || field.kind === 'relation';
  const columns = useMemo<readonly BoardColumn[]>(() => {
    if (field.kind === 'boolean')
      return [true, false].map((value) => ({ id: String(value), title: t(value ? 'value.yes' : 'value.no'), value }));
    if (isReference) return referenceColumns(records.columns, groups);
    if (field.kind !== 'choice') return [];
    const titled = (value: string) => ({ id: value, title: labels.option(noun.name, field, value), value });
    const declared = field.options.map(({ value, color }) => ({ ...titled(value), color }));
    // An open choice holds values beyond its options.
    const others = (groups ?? [])
      .map(({ keys }) => idOf(keys[0]))
      .filter((id) => id && !declared.some((one) => one.id === id));
    return [...declared, ...others.map(titled)];
  }, [field, isReference, records.columns, groups, labels, noun, t]);
  return { columns, isPending: isReference && records.isPending, error: isReference ? records.error : null };
}

/** The records pointed at, while they are few enough to be columns; null where there are more, or none may be seen. */
function useTargetRecords(field: NamedField, noun: NounMetadata) {
  const { data } = useMetadata();
  const format = useFormat();
  const isReference = field.kind === 'member' || field.kind === 'relation';
  const target = isReference ? data?.nouns.find(({ name }) => name === targetNoun(field)) : undefined;
  const query = { sort: target?.defaultSort ?? '-createdAt', limit: mostColumns };
  const { records, hasNextPage, isPending, error } = useRecordList(target ?? noun, query, target !== undefined);
  const columns = useMemo(() => {
    if (!target || hasNextPage) return null;
    return records.map((record) => {
      const title = titleOf(target, record, format);
      const color = typeof record.color === 'string' ? record.color : undefined;
      return { id: record.id, title, color, value: { id: record.id, label: title } };
    });
  }, [target, hasNextPage, records, format]);
  return { columns, isPending: target !== undefined && isPending, error };
}

/** Those there are, and those that records point at besides (in the bin, not visible). */
function referenceColumns(
  listed: readonly BoardColumn[] | null,
  groups: readonly AggregateGroup[] | undefined,
): readonly BoardColumn[] {
  const known = new Set(listed?.map(({ id }) => id));
  const pointed = (groups ?? []).flatMap(({ keys: [key] }) => {
    if (typeof key !== 'object' || key === null || known.has(key.id)) return [];
    const title = key.label ?? '—';
    return [{ id: key.id, title, value: { id: key.id, label: title } }];
  });
  return [...(listed ?? []), ...pointed];
}

/** A group's key as a column's id; '' for none. */
function idOf(key: GroupKey | undefined): string {
  if (key === null || key === undefined) return '';
  return typeof key === 'object' ? key.id : String(key);
}

function conditionOf({ name, kind }: NamedField, { id }: BoardColumn): Filter {
  if (id === '') return { field: name, op: 'isEmpty' };
  return { field: name, op: 'is', value: kind === 'boolean' ? id === 'true' : id };
}

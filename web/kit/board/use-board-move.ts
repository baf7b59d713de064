import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import type { RecordPageAnswer } from '../data/answers.ts';
import { findField } from '../data/named-field.ts';
import { type ListQuery, recordKeys } from '../data/query-keys.ts';
import { useUpdateRecord } from '../data/record-mutations.ts';
import { isReferenceValue } from '../data/record-values.ts';
import type { BoardColumn, BoardOptions } from './board-column.ts';

type Pages = InfiniteData<RecordPageAnswer, string | null>;

/** The value of a record's column field as a column's id; '' for none. */
export function columnOf(record: AnyRecord, field: string): string {
  const value = record[field];
  if (isReferenceValue(value)) return value.id;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/**
 * Moves a card: it stands in its new column at once, and goes back where it was, with the reason told, when the server
 * refuses. Resolves to whether it moved.
 */
export function useBoardMove(noun: NounMetadata, options: BoardOptions, queryOf: (column: BoardColumn) => ListQuery) {
  const { t } = useTranslation('kit');
  const client = useQueryClient();
  const { mutateAsync } = useUpdateRecord(noun);
  const { field, columns, beforeMove, onMoved } = options;
  return useCallback(
    async (record: AnyRecord, to: BoardColumn): Promise<boolean> => {
      const from = columnOf(record, field);
      if (from === to.id) return false;
      const move = { record, from, to };
      const further = beforeMove ? await beforeMove(move) : {};
      if (further === null) return false;
      const values = { ...further, [field]: columnValue(noun, field, to) };
      const left = columns.find(({ id }) => id === from);
      const keys = [left, to].flatMap((column) => (column ? [recordKeys.list(noun.name, queryOf(column))] : []));
      // What is being asked now would tell of the cards as they were; it is asked again once the card has moved.
      const interrupted = keys.filter((queryKey) => client.isFetching({ queryKey, exact: true }) > 0);
      await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
      const before = keys.map((queryKey) => client.getQueryData<Pages>(queryKey));
      const fromKey = left && keys[0];
      const toKey = keys.at(-1);
      if (fromKey) client.setQueryData<Pages>(fromKey, (pages) => pages && without(pages, record.id));
      if (toKey) client.setQueryData<Pages>(toKey, (pages) => pages && withFirst(pages, { ...record, ...values }));
      try {
        await mutateAsync({ id: record.id, version: record.version, values });
        await Promise.all(interrupted.map((queryKey) => client.invalidateQueries({ queryKey })));
        onMoved?.(move);
        return true;
      } catch (error) {
        keys.forEach((queryKey, index) => void client.setQueryData(queryKey, before[index]));
        void Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
        notifyProblem(error, t, noun.name);
        return false;
      }
    },
    [noun, field, columns, beforeMove, onMoved, queryOf, client, mutateAsync, t],
  );
}

function columnValue(noun: NounMetadata, name: string, { id, title, value }: BoardColumn): unknown {
  if (value !== undefined) return value;
  return findField(noun, name)?.kind === 'choice' ? id : { id, label: title };
}

function without(data: Pages, id: string): Pages {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.filter((record) => record.id !== id) })),
  };
}

function withFirst(data: Pages, record: AnyRecord): Pages {
  return {
    ...data,
    pages: data.pages.map((page, index) => (index === 0 ? { ...page, items: [record, ...page.items] } : page)),
  };
}

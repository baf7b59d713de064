import { AppError, invalidField } from '../../shared/errors.ts';
import type { FieldKind } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { snakeCase } from '../metadata/names.ts';
import { storageOf } from '../metadata/storage.ts';

/** The order of a list: one indexed field, ties broken by id. Empty values come last either way. */
export interface Order {
  /** As asked for, e.g. `-amount`; a cursor is good for this order only. */
  readonly text: string;
  readonly descending: boolean;
  /** The SQL expression over alias `t`; null orders by id, which is the order of creation. */
  readonly expression: string | null;
  readonly type: string;
  readonly nullable: boolean;
}

/** Kinds ordered by the text of their first entry. */
const listKinds: ReadonlySet<FieldKind> = new Set(['emails', 'phones', 'urls', 'files']);

/** @throws AppError 422 for a field that is not there or has no order. */
export function parseOrder(noun: Noun, sort: string | undefined): Order {
  const text = sort ?? noun.defaultSort ?? '-createdAt';
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  if (name === 'createdAt' || name === 'id')
    return { text, descending, expression: null, type: 'uuid', nullable: false };
  const field = Object.hasOwn(allFields(noun), name) ? allFields(noun)[name] : undefined;
  if (!field || field.masked) throw invalidField('sort', 'unknownField', { field: name });
  const storage = storageOf(field);
  const column = snakeCase(name);
  const type = storage.columns(column, field)[0]?.type;
  if (!storage.order || !type || name === 'deletedAt') throw invalidField('sort', 'notSortable', { field: name });
  const listed = listKinds.has(field.kind);
  return {
    text,
    descending,
    expression: storage.order('t', column),
    type: listed ? 'text' : type,
    nullable: name !== 'updatedAt',
  };
}

/** Where a page ends: the order's value of its last record, and that record's id. */
export interface Cursor {
  readonly key: string | null;
  readonly id: string;
}

export function writeCursor(order: Order, cursor: Cursor): string {
  return Buffer.from(JSON.stringify([order.text, cursor.key, cursor.id])).toString('base64url');
}

/** @throws AppError 422 `badCursor` for one that is broken or belongs to another order. */
export function readCursor(order: Order, text: string): Cursor {
  try {
    const [sort, key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    // Where every record has a value, a page can not end with none.
    const isKey = typeof key === 'string' || (key === null && (order.nullable || !order.expression));
    if (sort === order.text && isKey && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { key, id };
  } catch {
    // Not JSON: answered below like any other cursor that is not ours.
  }
  throw new AppError(422, 'badCursor', {}, [{ path: 'cursor', code: 'badCursor' }]);
}

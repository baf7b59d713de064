import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { addressOf } from '../../client/address.ts';
import { createClient } from '../../client/client.ts';
import type { RecordsClient } from '../../client/records.ts';
import { request } from '../../shell/request.ts';
import type { ChangePageAnswer, CountAnswer, PositionsAnswer, RecordPageAnswer } from './answers.ts';
import { gatherList, isGathered } from './gathered-lists.ts';
import { noteOwnWrite } from './own-writes.ts';
import type { ListQuery } from './query-keys.ts';

/** An operation of a batch on a noun known at run time. */
export type BatchOperation =
  | { readonly create: Values }
  | { readonly update: Values & { readonly id: string; readonly version?: number } }
  | { readonly delete: { readonly id: string } }
  | { readonly restore: { readonly id: string } };
type Values = Readonly<Record<string, unknown>>;

/** A page of records, in the query's order. Every call of this file throws ApiError. */
export function listRecords(
  noun: NounMetadata,
  { expand, sort, limit = 60, cursor, before, from: _, ...query }: ListQuery & Place,
  signal?: AbortSignal,
): Promise<RecordPageAnswer> {
  const shape = { sort, limit, expand: expand?.length ? [...expand] : undefined };
  const alone = () =>
    recordsOf(noun).list(
      { ...query, ...shape, cursor: cursor ?? undefined, before },
      { signal },
    ) as Promise<RecordPageAnswer>;
  if (cursor || before || query.deleted || !isGathered({ limit })) return alone();
  return gatherList({ noun: noun.name, filter: query.filter, search: query.search, ...shape }, signal, alone);
}

interface Place {
  readonly cursor?: string | null;
  /** Instead of a cursor: where the page ends; `end` for the last one. */
  readonly before?: string | undefined;
}

export function listPositions(
  noun: NounMetadata,
  { filter, search, deleted, sort }: ListQuery,
  signal?: AbortSignal,
): Promise<PositionsAnswer> {
  const address = addressOf(`/${noun.plural}/positions`, {}, { filter, search, deleted, sort });
  return request<PositionsAnswer>('GET', address, undefined, signal);
}

export function countRecords(
  noun: NounMetadata,
  { filter, search, deleted }: ListQuery,
  signal?: AbortSignal,
): Promise<CountAnswer> {
  return recordsOf(noun).count({ filter, search, deleted }, { signal });
}

export function getRecord(noun: NounMetadata, id: string, signal?: AbortSignal): Promise<AnyRecord> {
  return recordsOf(noun).get(id, { expand: ['*'] }, { signal }) as Promise<AnyRecord>;
}

export function listChanges(
  noun: NounMetadata,
  id: string,
  cursor: string | null,
  signal?: AbortSignal,
  field?: string,
): Promise<ChangePageAnswer> {
  return recordsOf(noun).changes(id, { cursor: cursor ?? undefined, field }, { signal });
}

export async function createRecord(noun: NounMetadata, values: Values, key?: string): Promise<AnyRecord> {
  const record = (await recordsOf(noun).create(values as never, onceWith(key))) as AnyRecord;
  noteOwnWrite(noun.name, record);
  return record;
}

/** Changes only the fields given. With a version, a record changed since answers 412 `stale` with its current state. */
export async function updateRecord(
  noun: NounMetadata,
  id: string,
  values: Values,
  version?: number,
  key?: string,
): Promise<AnyRecord> {
  const upon = version === undefined ? {} : { version };
  const record = (await recordsOf(noun).update(id, values as never, { ...upon, ...onceWith(key) })) as AnyRecord;
  noteOwnWrite(noun.name, record);
  return record;
}

/** To the bin. With a version, a record changed since answers 412 `stale` with its current state. */
export async function deleteRecord(
  noun: NounMetadata,
  id: string,
  version: number | undefined,
  key: string,
): Promise<AnyRecord> {
  const upon = version === undefined ? {} : { version };
  const record = (await recordsOf(noun).delete(id, { ...upon, ...onceWith(key) })) as AnyRecord;
  noteOwnWrite(noun.name, record);
  return record;
}

/** All or nothing; 200 operations at most. */
export async function runBatch(noun: NounMetadata, operations: readonly BatchOperation[]): Promise<void> {
  for (const record of await recordsOf(noun).batch(operations as never)) noteOwnWrite(noun.name, record as AnyRecord);
}

/** What became of one of several changes: the record as it is, or the problem it was refused with. */
export type ChangeOutcome = { readonly record: AnyRecord } | { readonly error: unknown };

/** Changes up to 200 records, each by itself and upon the version given. */
export async function updateSeparately(
  noun: NounMetadata,
  changes: readonly { readonly id: string; readonly version?: number | undefined; readonly values: Values }[],
): Promise<readonly ChangeOutcome[]> {
  const operations = changes.map(({ id, version, values }) => ({
    update: { ...values, id, ...(version === undefined ? {} : { version }) },
  }));
  const { items, refusals } = await recordsOf(noun).batchSeparately(operations as never);
  return items.map((item, index) => {
    if (!item) return { error: refusals.find(({ operation }) => operation === index)?.problem };
    noteOwnWrite(noun.name, item as AnyRecord);
    return { record: item as AnyRecord };
  });
}

/** The same key repeats the first answer instead of the write. */
const onceWith = (key: string | undefined) => (key ? { idempotencyKey: key } : {});

const client = createClient();

/** The client asks a noun for nothing but its plural: metadata, whose fields are a list, serves as well. */
const recordsOf = (noun: NounMetadata): RecordsClient<Noun> => client.records(noun as unknown as Noun);

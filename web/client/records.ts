import type { BatchOperation } from '../../shared/contract/record-batch.ts';
import type { RecordChange } from '../../shared/contract/record-change.ts';
import type { CreateInput, PatchInput } from '../../shared/contract/record-input.ts';
import type { ChangesInput, CountInput, ListInput, ShapeInput } from '../../shared/contract/record-queries.ts';
import type { Problem } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { RecordOf } from '../../shared/nouns/value.ts';
import type { CallOptions, Request } from './client.ts';

/** A page of a list; `next` is the cursor of the following one, null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface ChangeOptions extends CallOptions {
  /** The version the change was made upon: if the record has moved on, the server refuses with 412 `stale`. */
  readonly version?: number;
}

/** What became of operations that stand for themselves; `operation` is a place among them, from 0. */
export interface SeparateAnswer<N extends Noun> {
  readonly items: readonly (RecordOf<N> | null)[];
  readonly refusals: readonly { readonly operation: number; readonly problem: Problem }[];
}

/** The verbs every noun has, in terms of its own record. */
export interface RecordsClient<N extends Noun> {
  list(query?: ListInput, options?: CallOptions): Promise<Page<RecordOf<N>>>;
  count(query?: CountInput, options?: CallOptions): Promise<{ readonly count: number; readonly capped: boolean }>;
  get(id: string, query?: ShapeInput, options?: CallOptions): Promise<RecordOf<N>>;
  create(values: CreateInput<N>, options?: CallOptions): Promise<RecordOf<N>>;
  update(id: string, patch: PatchInput<N>, options?: ChangeOptions): Promise<RecordOf<N>>;
  delete(id: string, options?: ChangeOptions): Promise<RecordOf<N>>;
  restore(id: string, options?: CallOptions): Promise<RecordOf<N>>;
  /** Writes up to 200 records, all or nothing; the answer has one record for each operation. */
  batch(operations: readonly BatchOperation<N>[], options?: CallOptions): Promise<readonly RecordOf<N>[]>;
  /** As `batch`, each operation by itself: null for a record that was refused, whose reason stands under `refusals`. */
  batchSeparately(operations: readonly BatchOperation<N>[], options?: CallOptions): Promise<SeparateAnswer<N>>;
  changes(id: string, query?: ChangesInput, options?: CallOptions): Promise<Page<RecordChange>>;
}

/** A noun's records over `request`. It needs no schemas, so that the browser loads none. */
export function recordsClient<N extends Noun>(noun: N, request: Request): RecordsClient<N> {
  const all = `/${noun.plural}`;
  const one = `${all}/{id}`;
  const read = (path: string, params: object, query: object | undefined, options?: CallOptions) =>
    request('GET', path, { ...options, params, query: query ?? {} }) as never;
  const post = (path: string, params: object, body: unknown, options?: CallOptions) =>
    request('POST', path, { ...options, params, body }) as never;
  return {
    list: (query, options) => read(all, {}, query, options),
    count: (query, options) => read(`${all}/count`, {}, query, options),
    get: (id, query, options) => read(one, { id }, query, options),
    create: (values, options) => post(all, {}, values, options),
    update: (id, body, options) => request('PATCH', one, { ...upon(options), params: { id }, body }) as never,
    delete: (id, options) => request('DELETE', one, { ...upon(options), params: { id } }) as never,
    restore: (id, options) => post(`${one}/restore`, { id }, undefined, options),
    batch: async (operations, options) => {
      const answer: { readonly items: readonly RecordOf<N>[] } = await post(
        `${all}/batch`,
        {},
        { operations },
        options,
      );
      return answer.items;
    },
    batchSeparately: (operations, options) => post(`${all}/batch`, {}, { operations, separately: true }, options),
    changes: (id, query, options) => read(`${one}/changes`, { id }, query, options),
  };
}

function upon({ version, ...options }: ChangeOptions = {}): CallOptions {
  return version === undefined ? options : { ...options, headers: { ...options.headers, 'if-match': `"${version}"` } };
}

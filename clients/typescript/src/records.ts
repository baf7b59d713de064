import type { Filter } from './filter.ts';
import type { Method, RequestOptions } from './transport.ts';

/** What a noun's records are like; `never` for what may not be written. */
export interface NounTypes {
  readonly record: object;
  readonly create: unknown;
  readonly update: unknown;
}

interface Shape<F> {
  /** Fields whose records come with their names; `*` for all. */
  readonly expand?: readonly string[];
  /** Only these fields, besides `id` and `version`. */
  readonly fields?: readonly F[];
}

export interface CountQuery {
  readonly filter?: Filter;
  readonly search?: string;
  /** Of what lies in the bin. */
  readonly deleted?: boolean;
}

export interface ListQuery<F = string> extends CountQuery, Shape<F> {
  /** A field's name, `-` in front for descending. */
  readonly sort?: string;
  /** Records of a page, at most 200; 60 unless said otherwise. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface AggregateQuery extends Omit<CountQuery, 'deleted'> {
  readonly group?: readonly { readonly field: string; readonly by?: 'day' | 'week' | 'month' | 'quarter' | 'year' }[];
  readonly measures?: readonly {
    readonly op: 'count' | 'distinct' | 'sum' | 'avg' | 'min' | 'max';
    readonly field?: string;
  }[];
  readonly sort?: string;
  readonly limit?: number;
}

export interface Page<R> {
  readonly items: readonly R[];
  /** The cursor of the next page; null at the end. */
  readonly next: string | null;
}

export interface Figures {
  readonly groups: readonly { readonly keys: readonly unknown[]; readonly values: readonly unknown[] }[];
  readonly more: boolean;
}

export type BatchOperation<N extends NounTypes> =
  | { readonly create: N['create'] }
  | { readonly update: { readonly id: string; readonly version?: number } & N['update'] }
  | { readonly delete: { readonly id: string; readonly version?: number } }
  | { readonly restore: { readonly id: string } };

export interface WriteOptions {
  /** The version the change is made upon: another one is refused with 412 `stale`. */
  readonly version?: number;
  /** Sent again under the same key, a write happens once. Each has one of its own unless it is given one here. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface MergeOptions extends WriteOptions {
  /** Whose value a field keeps; unless it is said, lists are united, and the other fills what is empty. */
  readonly keep?: Readonly<Record<string, 'this' | 'other' | 'both'>>;
}

export interface Merged<R> {
  /** With thousands that point at the other it is `waiting` at first, and `undoing`. */
  readonly merge: {
    readonly id: string;
    readonly state: 'waiting' | 'merged' | 'undoing' | 'undone' | 'refused';
    /** What undoing left as it is because somebody changed it since. */
    readonly kept: readonly { readonly noun: string; readonly id: string; readonly field: string }[];
  };
  readonly record: R;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
}

/** The fields asked for, of a record that is described whole. */
export type Chosen<R, F> = [F] extends [never] ? R : Pick<R, Extract<F | 'id' | 'version', keyof R>>;

type Send = (method: Method, path: string, options?: RequestOptions) => Promise<unknown>;
type Name<N extends NounTypes> = keyof N['record'] & string;

/** A noun's records. Every call throws RapportError. */
export class Records<N extends NounTypes> {
  readonly #send: Send;
  readonly #path: string;

  constructor(send: Send, plural: string) {
    this.#send = send;
    this.#path = `/api/v1/${encodeURIComponent(plural)}`;
  }

  list<const F extends Name<N> = never>(
    query: ListQuery<F> = {},
    options: ReadOptions = {},
  ): Promise<Page<Chosen<N['record'], F>>> {
    return this.#send('GET', this.#path, { ...options, query: { ...query } }) as Promise<Page<Chosen<N['record'], F>>>;
  }

  /** Every record that matches, page by page. */
  async *all<const F extends Name<N> = never>(
    query: Omit<ListQuery<F>, 'cursor'> = {},
    options: ReadOptions = {},
  ): AsyncGenerator<Chosen<N['record'], F>, void, undefined> {
    let cursor: string | null | undefined;
    do {
      const page: Page<Chosen<N['record'], F>> = await this.list<F>(
        { limit: 200, ...query, ...(cursor ? { cursor } : {}) },
        options,
      );
      yield* page.items;
      cursor = page.next;
    } while (cursor);
  }

  /** Exact to 10,000, then `capped`. */
  count(
    query: CountQuery = {},
    options: ReadOptions = {},
  ): Promise<{ readonly count: number; readonly capped: boolean }> {
    return this.#send('GET', `${this.#path}/count`, { ...options, query: { ...query } }) as Promise<never>;
  }

  aggregate(query: AggregateQuery = {}, options: ReadOptions = {}): Promise<Figures> {
    return this.#send('GET', `${this.#path}/aggregate`, { ...options, query: { ...query } }) as Promise<Figures>;
  }

  get<const F extends Name<N> = never>(
    id: string,
    query: Shape<F> = {},
    options: ReadOptions = {},
  ): Promise<Chosen<N['record'], F>> {
    return this.#send('GET', this.#one(id), { ...options, query: { ...query } }) as Promise<Chosen<N['record'], F>>;
  }

  create(values: N['create'], options: WriteOptions = {}): Promise<N['record']> {
    return this.#write('POST', this.#path, values, options) as Promise<N['record']>;
  }

  /** Only the fields given change; null empties one. */
  update(id: string, values: N['update'], options: WriteOptions = {}): Promise<N['record']> {
    return this.#write('PATCH', this.#one(id), values, options) as Promise<N['record']>;
  }

  /** Into the bin. */
  delete(id: string, options: WriteOptions = {}): Promise<N['record']> {
    return this.#write('DELETE', this.#one(id), undefined, options) as Promise<N['record']>;
  }

  restore(id: string, options: WriteOptions = {}): Promise<N['record']> {
    return this.#write('POST', `${this.#one(id)}/restore`, undefined, options) as Promise<N['record']>;
  }

  /** Makes one record of two: the other goes to the bin, and what pointed at it points at this one. */
  merge(id: string, other: string, { keep = {}, ...options }: MergeOptions = {}): Promise<Merged<N['record']>> {
    return this.#write('POST', `${this.#one(id)}/merges`, { other, keep }, options) as Promise<Merged<N['record']>>;
  }

  /** Makes them two again. */
  undoMerge(id: string, merge: string, options: WriteOptions = {}): Promise<Merged<N['record']>> {
    const path = `${this.#one(id)}/merges/${encodeURIComponent(merge)}`;
    return this.#write('DELETE', path, undefined, options) as Promise<Merged<N['record']>>;
  }

  /** All or nothing; 200 operations at most. */
  async batch(operations: readonly BatchOperation<N>[], options: WriteOptions = {}): Promise<readonly N['record'][]> {
    const answer = await this.#write('POST', `${this.#path}/batch`, { operations }, options);
    return (answer as { readonly items: readonly N['record'][] }).items;
  }

  /** A record's history, the newest first. */
  changes(
    id: string,
    query: { readonly limit?: number; readonly cursor?: string } = {},
    options: ReadOptions = {},
  ): Promise<Page<Readonly<Record<string, unknown>>>> {
    return this.#send('GET', `${this.#one(id)}/changes`, { ...options, query }) as Promise<never>;
  }

  #one(id: string): string {
    return `${this.#path}/${encodeURIComponent(id)}`;
  }

  #write(method: Method, path: string, body: unknown, { version, idempotencyKey, signal }: WriteOptions) {
    const headers = {
      'idempotency-key': idempotencyKey ?? crypto.randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
    return this.#send(method, path, {
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
  }
}

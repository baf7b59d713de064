import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord, RecordOf } from '../../shared/nouns/value.ts';
import type { TransactionContext } from '../context.ts';

/** A noun's input or patch after validation: values normalised, references as ids. */
export type Values = Record<string, unknown>;

/** A record whose values are complete, in normal form and past every rule. */
export interface FinishedRecord {
  readonly id: string;
  /** ISO 8601 in UTC; now when absent. */
  readonly createdAt?: string;
  readonly createdBy: string | null;
  readonly values: Values;
}

/** What is asked of one record that is there. */
export interface Change<R = AnyRecord> {
  readonly before: R;
  /** Only what differs from `before`. */
  readonly patch: Values;
  /** All that was asked for. */
  readonly given: Values;
}

/** What became of one record: `before` is null for a new one, `after` for one that went to the bin. */
export interface Outcome<R = AnyRecord> {
  readonly before: R | null;
  readonly after: R | null;
}

/**
 * What a noun does beyond holding its fields. Every hook runs inside the writing transaction, for each way a record is
 * written (form, API, import, batch); throwing an `AppError` refuses the write.
 */
export interface Rules<R = AnyRecord> {
  readonly noun: Noun;
  /** Changes of other fields are none of its business: they are written without it. All are, when absent. */
  readonly concerns?: readonly string[];
  /** Completes or refuses a new record's values. */
  beforeCreate?(ctx: TransactionContext, values: Values): Promise<Values>;
  /** Completes or refuses a change. `patch` holds only what differs from `before`, `given` all that was asked for. */
  beforeUpdate?(ctx: TransactionContext, before: R, patch: Values, given: Values): Promise<Values>;
  beforeDelete?(ctx: TransactionContext, before: R): Promise<void>;
  /** Refuses to make one record of these two, or says what the server's own fields then hold; `other` is the one that goes. */
  beforeMerge?(ctx: TransactionContext, winner: R, other: R): Promise<Values>;
  /** Refuses to take a record back, or makes it fit what has changed while it lay in the bin. */
  beforeRestore?(ctx: TransactionContext, before: R): Promise<void>;
  /**
   * `beforeCreate` for many new records, where one question serves all of them. Each is completed or refused as if those
   * before it were written, which they are not yet.
   */
  beforeCreateMany?(ctx: TransactionContext, records: readonly Values[]): Promise<readonly Values[]>;
  /** `afterWrite` for many new records, where one statement serves all of them. */
  afterCreateMany?(ctx: TransactionContext, written: readonly FinishedRecord[]): Promise<void>;
  /**
   * What follows from a write for other records, in the same transaction: `before` is null for a new record, `after` for a
   * deleted one; of a restored one `before` lies in the bin (`deletedAt`). The record itself is decided before it is written, so this changes it no more.
   */
  afterWrite?(ctx: TransactionContext, before: R | null, after: R | null): Promise<void>;
  /**
   * `beforeUpdate` for many records at once, which those are that look at no other record of the set: of each what is
   * written or why it is refused, or null for all where they have to go one after another.
   */
  beforeUpdateMany?(
    ctx: TransactionContext,
    changes: readonly Change<R>[],
  ): Promise<readonly (Values | AppError)[] | null>;
  /** `beforeRestore` for many records at once; of each why it is refused, or null. */
  beforeRestoreMany?(ctx: TransactionContext, before: readonly R[]): Promise<readonly (AppError | null)[]>;
  /** `afterWrite` for many records that were changed, deleted or restored at once. */
  afterWriteMany?(ctx: TransactionContext, written: readonly Outcome<R>[]): Promise<void>;
}

/** What `act` gives for each of them, one after another, or the refusal it throws. */
export async function eachOrRefusal<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<readonly (R | AppError)[]> {
  const results: (R | AppError)[] = [];
  for (const item of items) {
    results.push(
      await act(item).catch((error: unknown) => {
        if (error instanceof AppError) return error;
        throw error;
      }),
    );
  }
  return results;
}

/** Declares a noun's rules; inside the hooks records have the noun's own type. */
export function defineRules<const N extends Noun>(rules: Rules<RecordOf<N>> & { readonly noun: N }): Rules {
  return rules as unknown as Rules;
}

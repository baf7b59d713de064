import type { Problem } from '../../shared/errors.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A change of a record that was made while nobody answered, as it was made. */
export interface ChangeMade {
  readonly kind: 'create' | 'update' | 'delete';
  readonly noun: string;
  readonly plural: string;
  /** The record's; of a new one a name that is its own until the server has given it one. */
  readonly id: string;
  /** How a person knows the record. */
  readonly title: string;
  /** As the API takes them; none of one that is deleted. */
  readonly values: Values;
  /** As the record shows them, references with their labels; of one that is deleted when it was. */
  readonly shown: Values;
  /** What the fields held before, as the record showed it: all of them of one that is deleted; empty for a new one. */
  readonly before: Values;
  /** The version the change was made upon; null where it does not matter. */
  readonly version: number | null;
  /** Repeats the first answer instead of the write: an attempt may have arrived whose answer did not. */
  readonly key: string;
}

/** A change that waits on the device to be sent. */
export interface WaitingChange extends ChangeMade {
  /** `workspace.member`: nobody else sends it, or sees it. */
  readonly reader: string;
  /** In this order they were made and are sent. */
  readonly position: number;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /**
   * `waiting` for the network; `refused` by the server, which says why in `problem`; in `conflict` with what somebody made of
   * the same fields meanwhile, `current`. The last two wait for the person.
   */
  readonly state: 'waiting' | 'refused' | 'conflict';
  readonly problem?: Problem;
  readonly current?: AnyRecord;
}

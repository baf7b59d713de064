/** What a stream tells of a record: never its values, which are asked for under the rights of the moment. */
export interface RecordNote {
  readonly noun: string;
  readonly id: string;
  /** What was done to it: `created`, `updated`, `deleted`, `restored`. `gone`: it can not be seen any more. */
  readonly kind: string;
  /** Its version now; null for one that is gone. */
  readonly version: number | null;
}

/** Something of a noun changed that is not named: too many records at once, or what is no record, as a view for others. */
export interface ManyNote {
  readonly noun: string;
  readonly kind: 'many';
}

export type ChangeNote = RecordNote | ManyNote;

/** Somebody else at a record, and the field they edit there. */
export interface Other {
  readonly memberId: string;
  readonly field: string | null;
}

/** Why everything must be asked for again: events are missing, or the rights or settings of the person have changed. */
export type RefetchReason = 'gap' | 'rights' | 'metadata';

/**
 * Why the server ends a stream: it stops, the stream is old, the session is over, the account has too many streams, or the
 * reader is too slow. All but `signedOut` may come again, with their last cursor.
 */
export type EndReason = 'stopping' | 'age' | 'signedOut' | 'replaced';

/** The events of a stream by name, with what they carry. Each but `end` and `presence` has the cursor as its id. */
export interface StreamEvents {
  readonly ready: Readonly<Record<never, never>>;
  /** A sign of life. */
  readonly beat: Readonly<Record<never, never>>;
  readonly changes: { readonly changes: readonly ChangeNote[] };
  readonly refetch: { readonly because: RefetchReason };
  /** Who else shows a record that this browser shows: all of them, each time. */
  readonly presence: { readonly noun: string; readonly id: string; readonly others: readonly Other[] };
  readonly end: { readonly because: EndReason };
}

import type { AnyRecord } from '../../../shared/nouns/value.ts';

type Values = Readonly<Record<string, unknown>>;

export interface LogWish {
  /** What happened, as a task that is done. */
  readonly logged: Values;
  /** The person said when it took place; else it was just now. */
  readonly isTimed: boolean;
  /** Open steps that are done with it. */
  readonly closed: readonly AnyRecord[];
  /** What comes next; null when nothing follows. */
  readonly next: Values | null;
}

interface LogWrites {
  readonly created: readonly Values[];
  readonly changed: readonly { readonly step: AnyRecord; readonly values: Values }[];
}

/** What came of it: all that a planned call does not know yet. */
const told = ['done', 'outcome', 'result', 'initiative'] as const;

/** A planned call that is logged is that call, and no second one: it is counted once. Other steps are only done. */
export function writesOf({ logged, isTimed, closed, next }: LogWish): LogWrites {
  const planned = closed.find((step) => step.kind === logged.kind);
  const came = Object.fromEntries([...told, ...(isTimed ? ['dueAt'] : [])].map((name) => [name, logged[name] ?? null]));
  return {
    created: [...(planned ? [] : [logged]), ...(next ? [next] : [])],
    changed: closed.map((step) => ({ step, values: step === planned ? came : { done: true } })),
  };
}

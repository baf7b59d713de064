import type { TransactionContext } from '../../../../server/context.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import type { ProcessRun, RunNote } from '../../contract/index.ts';
import type { Choosing } from '../whom.ts';

/** What a step acts upon. */
export interface StepWorld extends Choosing {
  /** The maker of the process, acting by it. */
  readonly acting: TransactionContext;
  readonly noun: Noun;
  /** As it is when the process begins, with labels for what it points at. */
  readonly record: AnyRecord;
}

/** What came of a step. */
export interface Outcome {
  /** What it made or changed. */
  readonly made: ProcessRun['made'];
  /** What its maker should know of it. */
  readonly notes: readonly RunNote[];
}

import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Step } from '../../contract/index.ts';

/** What the inputs of every sort of step are given. */
export interface StepEditorProps<S extends Step = Step> {
  readonly noun: NounMetadata;
  readonly step: S;
  /** By their paths in the step. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (step: S) => void;
}

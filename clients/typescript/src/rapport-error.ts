/** What is wrong with one input. */
export interface FieldError {
  /** Which, e.g. `amount.currency`. */
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the server says when it refuses: problem+json. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldError[];
  readonly requestId: string;
}

/** A refusal of the server, or that there was no answer (`code` is `unreachable`, `status` 0). */
export class RapportError extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldError[];
  readonly requestId: string;

  constructor(problem: Problem, options?: ErrorOptions) {
    const faults = problem.fields.map(({ path, code }) => `${path}: ${code}`).join(', ');
    super(`${problem.code} (${problem.status})${faults ? `: ${faults}` : ''}`, options);
    this.name = 'RapportError';
    this.status = problem.status;
    this.code = problem.code;
    this.params = problem.params;
    this.fields = problem.fields;
    this.requestId = problem.requestId;
  }
}

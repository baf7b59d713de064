/** What a look of the doctor's found. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** Not wrong, and still worth knowing. */
  readonly warning?: boolean;
  readonly detail: string;
}

/** What a check answers: the detail, `warn`ing or not. What is wrong it throws. */
export type Outcome = string | Warning;

export interface Warning {
  readonly warning: string;
}

export function warn(warning: string): Warning {
  return { warning };
}

/** One line of the doctor's answer. */
export function describeFinding({ check, ok, warning, detail }: Finding): string {
  return `${ok ? (warning ? 'note ' : 'ok   ') : 'FAULT'} ${check.padEnd(10)} ${detail}`;
}

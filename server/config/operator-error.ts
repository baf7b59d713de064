/** What the exit code of a command means, after BSD's sysexits. 0 is success, 1 an error nobody foresaw. */
export const exitCodes = {
  usage: 64,
  badData: 65,
  noInput: 66,
  unavailable: 69,
  software: 70,
  diskFull: 74,
  busy: 75,
  noPermission: 77,
  configuration: 78,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something the operator of this installation can mend: shown as its one line, never as a stack. */
export class OperatorError extends Error {
  readonly exitCode: ExitCode;

  /** `message` is one line that says what is wrong and what to do. */
  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
    this.exitCode = exitCode;
  }
}

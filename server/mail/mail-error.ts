import type { MailFault } from '../../shared/contract/error-codes.ts';

/** A letter that did not go out. */
export class MailError extends Error {
  readonly code: MailFault;
  /** What the mail server said, as far as it said anything. */
  readonly answer: string | null;
  /** Trying again would bring the same. */
  readonly isFinal: boolean;

  constructor(
    code: MailFault,
    { answer = null, isFinal = false, cause }: { answer?: string | null; isFinal?: boolean; cause?: unknown } = {},
  ) {
    super(code, { cause });
    this.name = 'MailError';
    this.code = code;
    this.answer = answer;
    this.isFinal = isFinal;
  }
}

import type { OutgoingFault } from '../../shared/contract/error-codes.ts';

/** A request to the outside that was not made, or brought no answer. */
export class OutgoingError extends Error {
  readonly code: OutgoingFault;

  constructor(code: OutgoingFault, options?: ErrorOptions) {
    super(code, options);
    this.name = 'OutgoingError';
    this.code = code;
  }
}

import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';

/**
 * Refuses what would let somebody in, or read what does, to programs: a key that leaked must not open a door that outlives it.
 * Throws 403 `signInNeeded`.
 */
export function assertAtBrowser({ through }: Pick<Context, 'through'>): void {
  if (through !== 'web') throw new AppError(403, 'signInNeeded');
}

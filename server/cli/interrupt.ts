import { constants } from 'node:os';

/**
 * Ends a command at Ctrl-C, at a request to end, with its terminal, or with the program that started it. What may not
 * outlive the process (a database started for it, half a file) hears its `exit`.
 */
export function endWhenAsked(): void {
  const { signals } = constants;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + signals[signal]));
  }
  process.once('disconnect', () => process.exit(128 + signals.SIGHUP));
}

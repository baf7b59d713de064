/** Which way a call goes, as its address says it: to us where it says nothing. */
export type CallDirection = 'in' | 'out';

const hashes = { in: 'call-in', out: 'call-out' } as const;

/** What a card's address ends with so that the call stands ready to be logged. */
export const callHash = (direction: CallDirection | undefined): string => hashes[direction ?? 'in'];

/** Which way the call goes that a card's address asks to log; null where it asks for none. */
export function readCallHash(hash: string): CallDirection | null {
  return hash === hashes.in ? 'in' : hash === hashes.out ? 'out' : null;
}

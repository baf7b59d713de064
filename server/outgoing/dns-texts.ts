import { Resolver } from 'node:dns/promises';
import type { OutgoingFault } from '../../shared/contract/error-codes.ts';
import { OutgoingError } from './outgoing-error.ts';

/** The texts (TXT records) that stand in the DNS at a name; none where there is no such name. Throws OutgoingError where nobody can say. */
export type FindTexts = (name: string) => Promise<readonly string[]>;

/** Milliseconds one question may take, and how often it is put. */
const patience = { timeout: 3_000, tries: 2 } as const;
/** There is nothing at that name, and the answer says so. */
const nothing: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);
const faults: Readonly<Record<string, OutgoingFault>> = {
  ETIMEOUT: 'outgoingTimeout',
  ECONNREFUSED: 'outgoingUnreachable',
};

/** Asks these name servers (`192.0.2.1` or `192.0.2.1:5353`); the machine's own where none are named. */
export function createFindTexts(servers: readonly string[] = []): FindTexts {
  return async (name) => {
    const resolver = new Resolver(patience);
    if (servers.length > 0) resolver.setServers(servers);
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (nothing.has(code)) return [];
      throw new OutgoingError(faults[code] ?? 'outgoingBroken', { cause: error });
    }
  };
}

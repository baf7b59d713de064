import { isIP } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import type { RequestFacts } from '../http/request-facts.ts';

/**
 * Refuses a set-up from a page under a name that is not ours. As long as nobody owns the installation, a stranger's page
 * whose name was made to lead to this machine (DNS rebinding) would be taken for one of ours: its origin is the very host
 * that answers. The public address is known to be ours, and an address in numbers or "localhost" belongs to no stranger.
 * @throws {AppError} 403 `unknownAddress`, with the address that would do.
 */
export function assertOwnAddress({ headers }: Pick<RequestFacts, 'headers'>, publicUrl: string): void {
  const { origin, host } = headers;
  if (origin !== undefined && origin === new URL(publicUrl).origin) return;
  const names = [origin, host && `http://${host}`].filter((address) => address !== undefined);
  if (names.length === 0 || names.some((address) => !isNumberOrLocal(address, publicUrl))) {
    throw new AppError(403, 'unknownAddress', { address: publicUrl });
  }
}

function isNumberOrLocal(address: string, publicUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  const bare = hostname.replace(/^\[|\]$/g, '');
  return hostname === 'localhost' || isIP(bare) > 0 || hostname === new URL(publicUrl).hostname;
}

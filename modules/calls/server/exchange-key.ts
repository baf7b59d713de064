import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { assertFromHere } from '../../../server/auth/key-limits.ts';
import type { SealedColumn } from '../../../server/config/sealed-column.ts';
import { type Context, sealerOf } from '../../../server/context.ts';
import { AppError } from '../../../shared/errors.ts';
import { type ExchangeRow, findExchangeRow } from './exchange.repository.ts';

/** What keys, and addresses of recordings, are sealed for. */
export const purpose = 'exchange';

export const sealedKeys: readonly SealedColumn[] = [
  { table: 'phone_exchange', key: 'id', column: 'key', purpose, isPlain: () => false },
  { table: 'phone_call', key: 'id', column: 'recording_url', purpose, isPlain: () => false },
];

/** A new key, and how it is kept. */
export function newKey(ctx: Context): { readonly key: string; readonly sealed: string } {
  const key = `whsec_${randomBytes(32).toString('base64')}`;
  return { key, sealed: sealerOf(ctx, purpose).seal(key) };
}

/** The key of a telephone system; null for one that this installation's secrets do not open. */
export function openKey(ctx: Context, { key }: Pick<ExchangeRow, 'key'>): string | null {
  return sealerOf(ctx, purpose).open(key);
}

interface Sent {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ip: string;
  readonly text: string;
}

/**
 * The telephone system whose key this was sent with: as a signature after Standard Webhooks, or as a bearer. Throws 401 `wrongExchangeKey`, for
 * one that is not there or switched off as well, and 403 `keyFromElsewhere`.
 */
export async function provenExchange(ctx: Context, id: string, sent: Sent): Promise<ExchangeRow> {
  const exchange = await findExchangeRow(ctx.db, id);
  const key = exchange?.active ? openKey(ctx, exchange) : null;
  if (!exchange || key === null || !isProved(key, sent)) throw new AppError(401, 'wrongExchangeKey');
  assertFromHere(exchange, sent.ip);
  return exchange;
}

function isProved(key: string, { headers, text }: Sent): boolean {
  if (headers['webhook-signature'] === undefined) return isSame(`Bearer ${key}`, String(headers.authorization ?? ''));
  try {
    new Signer(key).verify(text, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    // It says only that the signature is not good: which of the ways it is not, nobody outside is told.
    return false;
  }
}

function isSame(one: string, other: string): boolean {
  const [known, given] = [Buffer.from(one), Buffer.from(other)];
  return known.length === given.length && timingSafeEqual(known, given);
}

import type { SealedColumn } from '../../../server/config/sealed-column.ts';
import { type Context, sealerOf } from '../../../server/context.ts';

const purpose = 'webhook';

/** Where webhooks' secrets lie: sealed, since they have to be signed with. */
export const sealedSecrets: readonly SealedColumn[] = ['secret', 'old_secret'].map((column) => ({
  ...{ table: 'webhook', key: 'id', column, purpose },
  isPlain: isUnsealed,
}));

export function sealSecret(ctx: Context, secret: string): string {
  return sealerOf(ctx, purpose).seal(secret);
}

/** The secret kept in the table; null for one that this installation's secrets do not open. */
export function openSecret(ctx: Context, kept: string): string | null {
  return isUnsealed(kept) ? kept : sealerOf(ctx, purpose).open(kept);
}

/** Those of before secrets were sealed begin as Standard Webhooks writes them; sealed ones have no such sign. */
function isUnsealed(kept: string): boolean {
  return kept.startsWith('whsec_');
}

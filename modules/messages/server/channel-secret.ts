import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { SealedColumn } from '../../../server/config/sealed-column.ts';
import { type Context, sealerOf } from '../../../server/context.ts';
import type { ChannelRow } from './channel.repository.ts';
import { ChannelError } from './channel-error.ts';

const purpose = 'channel';

export const sealedSecrets: readonly SealedColumn[] = [
  { table: 'message_channel', key: 'id', column: 'secret', purpose, isPlain: () => false },
];

/** How a password, token or key is kept. */
export function sealSecret(ctx: Context, secret: string): string {
  return sealerOf(ctx, purpose).seal(secret);
}

/** A new key of the form that Standard Webhooks signs with. */
export const newChannelKey = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** What a channel is signed in at, or signs, with. Throws ChannelError `channelSecretLost` where this installation cannot read it. */
export function openSecret(ctx: Context, { secret }: Pick<ChannelRow, 'secret'>): string {
  const open = secret === null ? '' : sealerOf(ctx, purpose).open(secret);
  if (open === null) throw new ChannelError('channelSecretLost');
  return open;
}

/** Compares what was given with what is known, in the same time wherever they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const [known, given] = [Buffer.from(one), Buffer.from(other)];
  return known.length === given.length && timingSafeEqual(known, given);
}

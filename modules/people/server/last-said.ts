import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { consent } from '../contract/index.ts';

/** What it is for, that somebody consents to or refuses. */
export type ConsentPurpose = 'marketing' | 'service';

/** What a person said last of being written to for a purpose in a channel; null who never said anything. */
export async function lastSaid(
  tx: TransactionContext,
  person: string,
  { of, channel }: { readonly of: ConsentPurpose; readonly channel: 'email' | 'sms' | 'messenger' },
): Promise<'given' | 'withdrawn' | null> {
  const asked = { person, purpose: of, channel };
  const all = Object.entries(asked).map(([field, value]) => ({ field, op: 'is' as const, value }));
  const query = { filter: { all }, sort: '-createdAt', limit: 1 };
  const { items } = JSON.parse(await listRecords(asSystem(tx), consent, query)) as { items: AnyRecord[] };
  return (items[0]?.state as 'given' | 'withdrawn' | undefined) ?? null;
}

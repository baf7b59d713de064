import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { consent } from '../../people/contract/index.ts';

/** What letters are for that somebody consents to or refuses. */
export type ConsentPurpose = 'marketing' | 'service';

/** What a person said last of letters for a purpose; null who never said anything. */
export async function lastSaid(
  tx: TransactionContext,
  person: string,
  purpose: ConsentPurpose,
): Promise<'given' | 'withdrawn' | null> {
  const asked = [
    ['person', person],
    ['purpose', purpose],
    ['channel', 'email'],
  ] as const;
  const all = asked.map(([field, value]) => ({ field, op: 'is' as const, value }));
  const query = { filter: { all }, sort: '-createdAt', limit: 1 };
  const { items } = JSON.parse(await listRecords(asSystem(tx), consent, query)) as { items: AnyRecord[] };
  return (items[0]?.state as 'given' | 'withdrawn' | undefined) ?? null;
}

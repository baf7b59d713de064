import { asSystem, type Context, inTransaction } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { invoice } from '../contract/index.ts';
import { followPayments } from './refresh.ts';

const late: Filter = {
  all: [
    { field: 'status', op: 'isAnyOf', value: ['issued', 'partlyPaid'] },
    { field: 'kind', op: 'is', value: 'invoice' },
    { field: 'dueOn', op: 'lessThan', value: { from: 'today' } },
  ],
};

/** What was due until yesterday is overdue today. */
export async function noteOverdue(asked: Context): Promise<void> {
  const ctx = asSystem(asked);
  let cursor: string | null = null;
  const ids: string[] = [];
  do {
    const query = { filter: late, limit: 200, sort: 'createdAt', fields: [], ...(cursor ? { cursor } : {}) };
    const page = JSON.parse(await listRecords(ctx, invoice, query)) as { items: { id: string }[]; next: string | null };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  for (const id of ids) await inTransaction(ctx, (tx) => followPayments(tx, id));
}

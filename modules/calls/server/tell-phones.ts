import { appendChanges } from '../../../server/changes/append.ts';
import type { TransactionContext } from '../../../server/context.ts';

/** The name of what each member's browser is told of: only that there is something new, and only theirs. */
export const phoneNoun = 'phone';

/** Nobody did it: it stands in no history of acts. Has the browsers of these members ask for their calls anew. */
export async function tellPhones(tx: TransactionContext, members: readonly string[]): Promise<void> {
  const changes = members.map((id) => ({ noun: phoneNoun, recordId: id, kind: 'computed' as const, fields: {} }));
  await appendChanges(tx, changes);
}

import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { person } from '../../people/contract/index.ts';
import { eraseWithin, hasCopies } from './erase-person.ts';
import { findRule, type RuleRow } from './retention.repository.ts';
import { findInBin } from './retention-due.repository.ts';
import { addWaiting, dropWaiting, noteErased, postpone, takeWaiting } from './retention-erasure.repository.ts';

/** The most people a rule erases in one night; the rest have the next. */
const mostErasedInANight = 1_000;
const day = 86_400_000;

/** Has those erased whom a night put into the bin, when they have lain there for as long as the rule says. */
export async function awaitErasure(
  tx: TransactionContext,
  { id: rule, eraseAfter }: RuleRow,
  run: string,
  items: readonly { readonly record?: string | undefined; readonly state: string; readonly version?: number }[],
): Promise<void> {
  if (eraseAfter === null) return;
  const people = items.flatMap(({ record, state, version }) =>
    state === 'changed' && record && version !== undefined ? [{ record, version }] : [],
  );
  await addWaiting(tx.db, { rule, run, due: new Date(tx.now().getTime() + eraseAfter * day) }, people);
}

/**
 * Erases those whose time in the bin is over, one by one, each in a transaction of its own. Who was taken out of the bin or touched there since is left
 * alone for good, who is protected now for this night; while there is a sandbox with copies everybody waits.
 */
export async function eraseDue(acting: Context, rule: RuleRow, signal: AbortSignal): Promise<void> {
  if (rule.eraseAfter === null || rule.waiting === 0) return;
  let erased = 0;
  for (let turn = 0; turn < mostErasedInANight; turn++) {
    // Cut short, the job must not count as done: it goes on after the next start.
    signal.throwIfAborted();
    const outcome = await eraseNext(acting, rule);
    if (outcome === 'nobody') break;
    if (outcome === 'erased') erased += 1;
  }
  if (erased > 0) await inTransaction(acting, (tx) => log(tx, rule.id, erased));
}

function eraseNext(acting: Context, rule: RuleRow): Promise<'nobody' | 'left' | 'erased'> {
  return inTransaction(acting, async (tx) => {
    const isOn = (await findRule(tx.db, rule.id, 'for share'))?.state === 'on';
    const next = isOn && !(await hasCopies(tx)) ? await takeWaiting(tx.db, rule.id, tx.now()) : null;
    if (!next) return 'nobody';
    const noun = tx.registry.whole.getNoun(person.name);
    const found = await findInBin(tx, noun, rule, next);
    if (found?.isSpared) await postpone(tx.db, next.record, new Date(tx.now().getTime() + day));
    else await dropWaiting(tx.db, next.record);
    if (!found || found.isSpared) return 'left';
    await eraseWithin(tx, await getRecord({ ...tx, registry: tx.registry.whole }, noun, next.record));
    await noteErased(tx.db, next);
    return 'erased';
  });
}

function log(tx: TransactionContext, rule: string, erased: number): Promise<void> {
  const fields = { noun: { to: person.name }, erased: { to: erased } };
  return appendChange(tx, { noun: 'retentionRule', recordId: rule, kind: 'applied', fields });
}

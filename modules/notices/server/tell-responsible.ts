import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { member as memberNoun } from '../../workspace/contract/index.ts';
import { notice } from '../contract/index.ts';
import { listUnread, wasTold } from './notice.repository.ts';
import { type News, tell } from './tell.ts';

interface Matter {
  readonly kind: News['kind'];
  /** Whose it is. */
  readonly member: string | null;
  /** What it is about; null where nobody is known that it could be about: it names the member who is told. */
  readonly about: { readonly noun: string; readonly id: string } | null;
  /** Minutes in which the same is told once, as it is while the notice before is unread. */
  readonly once?: number;
}

/** Tells whoever is responsible; where nobody is, every owner, so that nothing waits unread. */
export async function tellResponsible(tx: TransactionContext, { kind, member, about, once }: Matter): Promise<void> {
  for (const one of await responsible(tx, member)) {
    const { noun, id } = about ?? { noun: memberNoun.name, id: one };
    if (once !== undefined && (await wasTold(tx.db, { kind, member: one, target: id, minutes: once }))) continue;
    await tell(tx, { kind, member: one, by: null, noun, ids: [id] });
  }
}

/** What was told of these is done with: nobody has to read it any more. */
export async function noteRead(tx: TransactionContext, kind: News['kind'], targets: readonly string[]): Promise<void> {
  const readAt = tx.now().toISOString();
  for (const id of await listUnread(tx.db, kind, targets)) await updateRecord(asSystem(tx), notice, id, { readAt });
}

async function responsible(tx: TransactionContext, member: string | null): Promise<readonly string[]> {
  const [found] = member ? await readMany(asSystem(tx), memberNoun, 'id', [member]) : [];
  return found?.active ? [found.id] : listOwners(tx);
}

async function listOwners(tx: TransactionContext): Promise<readonly string[]> {
  const filter = {
    all: [
      { field: 'role', op: 'is', value: 'owner' },
      { field: 'active', op: 'is', value: true },
    ],
  } as const;
  const page = await listRecords(tx, tx.registry.getNoun(memberNoun.name), { filter: filter as never, limit: 50 });
  return (JSON.parse(page) as { items: readonly { id: string }[] }).items.map(({ id }) => id);
}

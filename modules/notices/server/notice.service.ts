import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { type MyNotices, type NoticeKind, notice, type ShownNotice } from '../contract/index.ts';

const mostShown = 100;

type Notice = RecordOf<typeof notice>;

/** What the actor is told of. A record they may not see (any more) has no label for them: of it they are told nothing. */
export async function listMine(ctx: Context): Promise<MyNotices> {
  const page = await listRecords(ctx, notice, {
    filter: { field: 'member', op: 'is', value: memberOf(ctx) },
    ...{ expand: ['target', 'by'], sort: '-createdAt', limit: mostShown },
  });
  const { items } = JSON.parse(page) as { items: readonly Notice[] };
  const shown = items.flatMap(shownOf);
  return { items: shown, unread: shown.filter(({ readAt }) => readAt === null).length };
}

/** Marks those of these that are the actor's as read; all of them where none are named. */
export function markRead(ctx: Context, ids: readonly string[] | undefined): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const readAt = tx.now().toISOString();
    for (const { id } of await listOwn(tx, 'isEmpty', ids)) await updateRecord(asSystem(tx), notice, id, { readAt });
  });
}

/** Clears those of these away that are the actor's; all that are read where none are named. */
export function clear(ctx: Context, ids: readonly string[] | undefined): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const own = [...(await listOwn(tx, 'isNotEmpty', ids)), ...(ids ? await listOwn(tx, 'isEmpty', ids) : [])];
    for (const { id } of own) await deleteRecord(asSystem(tx), notice, id);
  });
}

/** The actor's own that are read or are not; of those named where some are. */
async function listOwn(
  tx: TransactionContext,
  op: 'isEmpty' | 'isNotEmpty',
  ids: readonly string[] | undefined,
): Promise<readonly Notice[]> {
  const mine = { field: 'member', op: 'is', value: memberOf(tx) } as const;
  const page = await listRecords(tx, notice, { filter: { all: [mine, { field: 'readAt', op }] }, limit: 200 });
  const { items } = JSON.parse(page) as { items: readonly Notice[] };
  return items.filter((one) => !ids || ids.includes(one.id));
}

function shownOf({ id, createdAt, kind, by, target, count, readAt, text }: Notice): ShownNotice[] {
  if (!target || target.label === undefined || target.label === null) return [];
  return [
    {
      ...{ id, at: createdAt, kind: kind as NoticeKind, count: count ?? 1, readAt: readAt ?? null, text: text ?? null },
      by: by?.label ? { id: by.id, name: by.label } : null,
      target: { noun: target.noun, id: target.id, label: target.label },
    },
  ];
}

function memberOf({ actor }: Context): string {
  if (!actor.memberId) throw new AppError(401, 'notSignedIn');
  return actor.memberId;
}

import { asSystem, type Context, inTransaction } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { type MyNotices, type NoticeKind, notice, type ShownNotice } from '../contract/index.ts';

const mostShown = 100;

type Notice = RecordOf<typeof notice>;

/** What the actor is told of. A record they may not see (any more) has no label for them: of it they are told nothing. */
export async function listMine(ctx: Context): Promise<MyNotices> {
  const memberId = memberOf(ctx);
  const page = await listRecords(ctx, notice, {
    filter: { field: 'member', op: 'is', value: memberId },
    ...{ expand: ['target', 'by'], sort: '-createdAt', limit: mostShown },
  });
  const { items } = JSON.parse(page) as { items: readonly Notice[] };
  const shown = items.flatMap(shownOf);
  const member = await getRecord(ctx, ctx.registry.getNoun('member'), memberId);
  return {
    items: shown,
    unread: shown.filter(({ readAt }) => readAt === null).length,
    byMail: (member as { noticesByMail?: unknown }).noticesByMail === true,
  };
}

/** Marks those of these that are the actor's as read; all of them where none are named. */
export function markRead(ctx: Context, ids: readonly string[] | undefined): Promise<void> {
  const memberId = memberOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const unread = { field: 'readAt', op: 'isEmpty' } as const;
    const mine = { field: 'member', op: 'is', value: memberId } as const;
    const page = await listRecords(tx, notice, { filter: { all: [mine, unread] }, limit: 200 });
    const { items } = JSON.parse(page) as { items: readonly Notice[] };
    const readAt = tx.now().toISOString();
    for (const { id } of items.filter((one) => !ids || ids.includes(one.id)))
      await updateRecord(asSystem(tx), notice, id, { readAt });
  });
}

/** Chooses whether the actor's notices come by mail as well. */
export async function choose(ctx: Context, byMail: boolean): Promise<void> {
  await updateRecord(asSystem(ctx), ctx.registry.getNoun('member'), memberOf(ctx), { noticesByMail: byMail });
}

function shownOf({ id, createdAt, kind, by, target, count, readAt }: Notice): ShownNotice[] {
  if (!target || target.label === undefined || target.label === null) return [];
  return [
    {
      ...{ id, at: createdAt, kind: kind as NoticeKind, count: count ?? 1, readAt: readAt ?? null },
      by: by?.label ? { id: by.id, name: by.label } : null,
      target: { noun: target.noun, id: target.id, label: target.label },
    },
  ];
}

function memberOf({ actor }: Context): string {
  if (!actor.memberId) throw new AppError(401, 'notSignedIn');
  return actor.memberId;
}

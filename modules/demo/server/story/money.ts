import { inThePast } from '../../../../server/context.ts';
import { listRecords } from '../../../../server/records/list.ts';
import { fromLocalTime } from '../../../../shared/dates/time-zone.ts';
import { multiplyMoney } from '../../../../shared/money/amount.ts';
import type { Money, RecordOf } from '../../../../shared/nouns/value.ts';
import { deal } from '../../../deals/contract/index.ts';
import { invoice } from '../../../invoices/contract/index.ts';
import { draftFromDeal, issue, noteOverdue, pay } from '../../../invoices/server/index.ts';
import { day, type Teller } from './teller.ts';

/** After so many days so much of it was paid: on time, late, in part, not at all, ahead of the day. */
const habits = [
  { after: 12, share: '1' },
  { after: 25, share: '1' },
  { after: 9, share: '0.4' },
  { after: 0, share: '0' },
  { after: 5, share: '1.05' },
] as const;

/** Invoices of the latest won deals, and what of them was paid. */
export async function tellMoney(teller: Teller): Promise<void> {
  const { ctx } = teller;
  const filter = { field: 'status', op: 'is', value: 'won' } as const;
  const page = JSON.parse(await listRecords(ctx, deal, { filter, sort: '-closedOn', limit: 16 })) as {
    items: RecordOf<typeof deal>[];
  };
  for (const [index, { id, closedOn, owner, amount }] of page.items.toReversed().entries()) {
    if (!closedOn || !owner || !amount) continue;
    const closed = fromLocalTime(ctx.workspace.timeZone, closedOn, '12:00').getTime();
    const at = Math.min(closed, ctx.now().getTime() - 60_000);
    const then = inThePast(ctx, new Date(at), owner.id);
    const draft = await draftFromDeal(then, id);
    await teller.update(invoice, draft.invoice, { paymentDays: 14 }, { at, memberId: owner.id });
    await issue(then, draft.invoice, {});
    const { after, share } = habits[index % habits.length] ?? habits[0];
    const paidAt = at + after * day;
    if (Number(share) === 0 || paidAt > ctx.now().getTime()) continue;
    await pay(inThePast(ctx, new Date(paidAt), owner.id), draft.invoice, {
      amount: multiplyMoney(amount as Money, share),
    });
  }
  await noteOverdue(ctx);
}

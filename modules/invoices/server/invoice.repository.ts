import type { TransactionContext } from '../../../server/context.ts';
import { moneyText } from '../../../server/metadata/storage.ts';

export interface PaidSoFar {
  readonly amount: string;
  /** The day of the latest payment; null where there is none. */
  readonly lastPaidOn: string | null;
}

/** What live parts of payments come to for an invoice, whoever may see them. */
export async function sumParts(ctx: TransactionContext, invoice: string): Promise<PaidSoFar> {
  const [row] = await ctx.db.query<PaidSoFar>({
    name: 'invoices.sumParts',
    text: `select ${moneyText('coalesce(sum(s.amount), 0)')} as amount, max(p.paid_on)::text as "lastPaidOn"
      from payment_parts s join payments p on p.id = s.payment
      where s.invoice = $1 and s.deleted_at is null and p.deleted_at is null`,
    values: [invoice],
  });
  return row ?? { amount: '0.00', lastPaidOn: null };
}

/** What of a payment was put to invoices, and what of it was given back. */
export async function sumOfPayment(ctx: TransactionContext, payment: string) {
  const [row] = await ctx.db.query<{ allocated: string; refunded: string }>({
    name: 'invoices.sumOfPayment',
    text: `select
      (select ${moneyText('coalesce(sum(s.amount), 0)')} from payment_parts s where s.payment = $1 and s.deleted_at is null) as allocated,
      (select ${moneyText('coalesce(sum(r.amount), 0)')} from payments r where r.refund_of = $1 and r.deleted_at is null) as refunded`,
    values: [payment],
  });
  return row ?? { allocated: '0.00', refunded: '0.00' };
}

/** The ids of invoices that a payment was put to. */
export async function listInvoicesOf(ctx: TransactionContext, payment: string): Promise<readonly string[]> {
  const rows = await ctx.db.query<{ invoice: string }>({
    name: 'invoices.ofPayment',
    text: 'select distinct invoice from payment_parts where payment = $1 and deleted_at is null order by invoice',
    values: [payment],
  });
  return rows.map(({ invoice }) => invoice);
}

/** The place after the last line, and the currency that lines are in; null before the first price. */
export async function findLineGround(ctx: TransactionContext, invoice: string) {
  const [row] = await ctx.db.query<{ currency: string | null; position: number }>({
    name: 'invoices.lineGround',
    text: `select max(price_currency) filter (where deleted_at is null) as currency, coalesce(max(position), -1)::int + 1 as position
      from invoice_lines where invoice = $1`,
    values: [invoice],
  });
  return row ?? { currency: null, position: 0 };
}

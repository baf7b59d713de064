import { assertMay, assertMayKnow, mayKnow } from '../../../server/access/access.ts';
import {
  asSystem,
  type Context,
  filterContextOf,
  inTransaction,
  type TransactionContext,
} from '../../../server/context.ts';
import { takeNumber } from '../../../server/records/autonumber.ts';
import { createRecord } from '../../../server/records/create.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import { addDays } from '../../../shared/dates/iso-date.ts';
import { AppError, forbidden, invalidField } from '../../../shared/errors.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../../companies/contract/index.ts';
import { findOwnSide } from '../../companies/server/index.ts';
import { invoice, payment, paymentPart } from '../contract/index.ts';
import { isSome, zero } from './amounts.ts';
import { followPayments, type Invoice } from './refresh.ts';

/**
 * Gives a draft its number and the day until which it is to be paid, and answers what of it the actor may know. Of two who issue it at
 * once the second is told.
 * @throws AppError 403, 404, 409 `inBin` and `invoiceIssued`, 422 `invoiceEmpty`
 */
export function issue(ctx: Context, id: string, { issuedOn }: { readonly issuedOn?: string | undefined }) {
  return inTransaction(ctx, async (tx) => {
    const draft = await lockInvoice(tx, id);
    if (draft.status !== 'draft') throw new AppError(409, 'invoiceIssued');
    if (!isSome(draft.total)) throw invalidField('total', 'invoiceEmpty');
    const { today } = filterContextOf(tx);
    if (issuedOn && issuedOn > today) throw invalidField('issuedOn', 'issuedLater');
    const given = await number(tx, draft, issuedOn ?? today);
    const known = <V>(name: keyof typeof given, value: V) => (mayKnow(tx, invoice, name) ? value : null);
    return { number: known('number', given.number), dueOn: known('dueOn', given.dueOn) };
  });
}

/** Writes what comes with the issue. Whoever issues the next one of the same side waits until this is done, so no number is left out. */
export async function number(tx: TransactionContext, draft: Invoice, issuedOn: string) {
  const system = asSystem(tx);
  const [named] = await readMany(system, company, 'id', draft.ownSide ? [draft.ownSide.id] : []);
  const side = named ?? (await findOwnSide(system));
  const counter = { noun: invoice.name, field: `number ${side?.id ?? ''}` };
  const given = await takeNumber(tx, counter, side?.invoiceNumbering ?? usualNumbering, issuedOn);
  const dueOn = addDays(issuedOn, draft.paymentDays ?? 0);
  const none = zero(draft.total?.currency ?? tx.workspace.currency);
  const issued = { number: given, name: given, ownSide: side?.id ?? null, issuedOn, dueOn, status: 'issued' };
  await writeFields(tx, invoice, { ...draft }, { ...issued, paid: none, credited: none, balance: draft.total });
  await followPayments(tx, draft.id);
  return { number: given, dueOn };
}

const usualNumbering = '{YYYY}-{0000}';

/**
 * Cancels an issued invoice that nothing was paid for. Whoever may keep payments may cancel.
 * @throws AppError 403, 404, 409 `inBin`, `invoiceNotIssued` and `invoiceUsed`
 */
export function cancel(ctx: Context, id: string, reason: string): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    assertMay(tx, payment, 'create');
    const issued = await lockIssued(tx, id);
    if (isSome(issued.paid) || isSome(issued.credited)) throw new AppError(409, 'invoiceUsed');
    const none = zero(issued.total.currency);
    await writeFields(tx, invoice, { ...issued }, { status: 'cancelled', cancelReason: reason, balance: none });
    return {};
  });
}

export interface Paying {
  readonly amount?: { readonly amount: string; readonly currency: string } | undefined;
  readonly paidOn?: string | undefined;
  readonly method?: string | undefined;
  readonly name?: string | undefined;
  readonly purpose?: string | undefined;
  readonly externalId?: string | undefined;
  /** The company that paid, where it is not who is to pay. */
  readonly company?: string | undefined;
}

/**
 * Keeps a payment of the client and puts as much of it to the invoice as is due.
 * @throws AppError 403, also where what is due is closed to the actor, 404, 409 `inBin`, 422 naming what does not fit
 */
export function pay(
  ctx: Context,
  id: string,
  { amount, company: payer, ...given }: Paying,
): Promise<{ readonly payment: string }> {
  return inTransaction(ctx, async (tx) => {
    assertMay(tx, payment, 'create');
    assertMayKnow(tx, invoice, 'balance');
    const record = await lockInvoice(tx, id);
    if (!isSome(record.balance)) throw invalidField('amount', 'nothingLeft');
    const { company: firm, person, ownSide } = record;
    const of = payer ? { company: payer } : { company: firm?.id ?? null, person: person?.id ?? null };
    const kept = await createRecord(tx, payment, {
      ...{ ...given, ...of, amount: amount ?? record.balance },
      ...(ownSide ? { ownSide: ownSide.id } : {}),
    });
    await createRecord(tx, paymentPart, { payment: kept.id, invoice: id });
    return { payment: kept.id };
  });
}

/** Locked, with every field. Throws 403, 404, 409 `inBin`. */
export async function lockInvoice(tx: TransactionContext, id: string): Promise<Invoice> {
  const { record, allowed } = await lockRecord(tx, tx.registry.getNoun(invoice.name), id, 'update');
  if (!allowed) throw forbidden('update', invoice.name);
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: invoice.name, id });
  return record as object as Invoice;
}

/** Of those that were issued, and neither cancelled nor credit notes themselves. */
export async function lockIssued(tx: TransactionContext, id: string) {
  const record = await lockInvoice(tx, id);
  const isIssued = record.status !== 'draft' && record.status !== 'cancelled' && record.kind === 'invoice';
  if (!isIssued || !record.total) throw new AppError(409, 'invoiceNotIssued');
  return { ...record, total: record.total } satisfies RecordOf<typeof invoice>;
}

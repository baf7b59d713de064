import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { moneyInput } from '../../../shared/contract/money-schema.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import type { Money } from '../../../shared/nouns/value.ts';

const params = z.strictObject({ id: idInput });
const day = z.iso.date();
const money = moneyInput() as z.ZodType<Money, unknown>;
const reason = plainText(2_000).min(1);

export const invoiceDeal = defineEndpoint({
  name: 'deals.invoice',
  summary: 'A draft of an invoice out of a deal, with its client, its lines and the terms of its contract',
  method: 'POST',
  path: '/deals/{id}/invoice',
  params,
  response: z.strictObject({
    /** The id of the draft. */
    invoice: z.string(),
  }),
  status: 201,
  errors: ['notFound', 'forbidden', 'fieldsHidden'],
});

export const issueInvoice = defineEndpoint({
  name: 'invoices.issue',
  summary: 'Issues a draft: it gets its number and the day until which it is to be paid, and is changed no more',
  method: 'POST',
  path: '/invoices/{id}/issue',
  params,
  body: z.strictObject({
    /** Today where it is not given. */
    issuedOn: day.optional(),
  }),
  /** Null where it is closed to the asker. */
  response: z.strictObject({ number: z.string().nullable(), dueOn: z.string().nullable() }),
  errors: ['notFound', 'forbidden', 'inBin', 'invoiceIssued'],
});

export const cancelInvoice = defineEndpoint({
  name: 'invoices.cancel',
  summary: 'Cancels an issued invoice for which nothing was paid; its number stays used',
  method: 'POST',
  path: '/invoices/{id}/cancel',
  params,
  body: z.strictObject({ reason }),
  response: z.strictObject({}),
  errors: ['notFound', 'forbidden', 'inBin', 'invoiceNotIssued', 'invoiceUsed'],
});

export const creditInvoice = defineEndpoint({
  name: 'invoices.credit',
  summary: 'Issues a credit note that takes an amount, or all that was not taken yet, from an issued invoice',
  method: 'POST',
  path: '/invoices/{id}/credit',
  params,
  body: z.strictObject({ amount: money.optional(), reason }),
  response: z.strictObject({
    /** The id of the credit note. */
    invoice: z.string(),
  }),
  status: 201,
  errors: ['notFound', 'forbidden', 'inBin', 'invoiceNotIssued'],
});

export const payInvoice = defineEndpoint({
  name: 'invoices.pay',
  summary: 'Keeps a payment and puts it to the invoice; what is more than is due stays with the payment',
  method: 'POST',
  path: '/invoices/{id}/payment',
  params,
  body: z.strictObject({
    /** What is still due where it is not given. */
    amount: money.optional(),
    paidOn: day.optional(),
    method: plainText(100).min(1).optional(),
    name: plainText(300).optional(),
    purpose: plainText(10_000).optional(),
    /** What it is called elsewhere, as by a bank: another one of that name is refused. */
    externalId: plainText(200).min(1).optional(),
    /** The company that paid, where it is not who is to pay. */
    company: idInput.optional(),
  }),
  response: z.strictObject({
    /** The id of the payment. */
    payment: z.string(),
  }),
  status: 201,
  errors: ['notFound', 'forbidden', 'inBin'],
});

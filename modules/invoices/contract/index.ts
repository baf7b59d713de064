export { cancelInvoice, creditInvoice, invoiceDeal, issueInvoice, payInvoice } from './invoice.api.ts';
export { invoice } from './invoice.object.ts';
export { invoiceLine } from './invoice-line.object.ts';
export { payment } from './payment.object.ts';
export { paymentPart } from './payment-part.object.ts';

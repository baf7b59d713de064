import type { ServerModule } from '../../../server/module.ts';
import { invoice, invoiceLine, payment, paymentPart } from '../contract/index.ts';
import { invoiceLinePolicy, invoicePolicy, paymentPartPolicy, paymentPolicy } from './invoice.policy.ts';
import { invoiceRoutes } from './invoice.routes.ts';
import { invoiceRules } from './invoice.rules.ts';
import { invoiceLineRules } from './invoice-line.rules.ts';
import { noteOverdue } from './overdue.ts';
import { paymentRules } from './payment.rules.ts';
import { paymentPartRules } from './payment-part.rules.ts';

export { issue, pay } from './invoice.service.ts';
export { draftFromDeal } from './invoice-deal.ts';
export { noteOverdue } from './overdue.ts';

export const invoicesModule: ServerModule = {
  name: 'invoices',
  nouns: [invoice, invoiceLine, payment, paymentPart],
  policies: [invoicePolicy, invoiceLinePolicy, paymentPolicy, paymentPartPolicy],
  rules: [invoiceRules, invoiceLineRules, paymentRules, paymentPartRules],
  routes: invoiceRoutes,
  everyDay: noteOverdue,
};

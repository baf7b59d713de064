import { defineRoute, type Route } from '../../../server/http/route.ts';
import { cancelInvoice, creditInvoice, invoiceDeal, issueInvoice, payInvoice } from '../contract/index.ts';
import { credit } from './credit.ts';
import { cancel, issue, pay } from './invoice.service.ts';
import { draftFromDeal } from './invoice-deal.ts';

export const invoiceRoutes: readonly Route[] = [
  defineRoute(invoiceDeal, 'signedIn', (ctx, { params }) => draftFromDeal(ctx, params.id)),
  defineRoute(issueInvoice, 'signedIn', (ctx, { params, body }) => issue(ctx, params.id, body)),
  defineRoute(cancelInvoice, 'signedIn', (ctx, { params, body }) => cancel(ctx, params.id, body.reason)),
  defineRoute(creditInvoice, 'signedIn', (ctx, { params, body }) => credit(ctx, params.id, body)),
  defineRoute(payInvoice, 'signedIn', (ctx, { params, body }) => pay(ctx, params.id, body)),
];

import { IconCash, IconFileInvoice } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebModule } from '../../../web/module.ts';
import { part } from '../../../web/ui/part.tsx';

const money = ['invoice', 'payment'];

export const invoicesWeb: WebModule = {
  name: 'invoices',
  navigation: [
    {
      ...{ to: '/invoices', icon: IconFileInvoice, labelKey: 'nouns:invoice.many', order: 46 },
      ...{ noun: 'invoice', whenUsed: true },
    },
    {
      ...{ to: '/payments', icon: IconCash, labelKey: 'nouns:payment.many', order: 47 },
      ...{ noun: 'payment', whenUsed: true },
    },
  ],
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: 'payments/statement',
      component: lazyRouteComponent(() => import('./statement/statement.page.tsx'), 'StatementPage'),
    }),
  ],
  listMenu: [part(() => import('./statement/statement-item.tsx'))],
  recordPanels: [
    { noun: 'invoice', place: 'top', order: 10, component: part(() => import('./invoice-bar.tsx')) },
    { noun: 'invoice', order: 10, component: part(() => import('./invoice-lines.tsx')) },
    { noun: 'invoice', order: 20, component: part(() => import('./invoice-payments.tsx')) },
    { noun: 'payment', order: 10, component: part(() => import('./payment-parts.tsx')) },
    { noun: 'deal', order: 45, component: part(() => import('./deal-invoice.tsx')) },
    { noun: 'company', order: 54, whenUsed: money, component: part(() => import('./money/company-money.tsx')) },
    { noun: 'person', order: 54, whenUsed: money, component: part(() => import('./money/person-money.tsx')) },
  ],
};

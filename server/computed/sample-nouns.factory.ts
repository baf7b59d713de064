import * as field from '../../shared/nouns/field.ts';
import { defineNoun } from '../../shared/nouns/noun.ts';
import { workGrants } from '../access/grants.ts';
import type { ServerModule } from '../module.ts';
import { followRates } from './rates.ts';

/**
 * Nouns whose fields hang on each other across three tables: a deal's net on its company's discount, the company's sums on
 * its deals, the company's class on its sums, the deal's note on the company's class, the deal's pieces on its lines.
 */
const company = defineNoun({
  name: 'company',
  plural: 'companies',
  title: 'name',
  icon: 'building',
  fields: {
    name: field.text({ required: true }),
    discount: field.number(),
    openTotal: field.money({
      readOnly: true,
      computed: {
        rollUp: {
          ...{ of: 'deal', by: 'company', measure: 'sum', field: 'amount' },
          filter: { field: 'stage', op: 'is', value: 'open' },
        },
      },
    }),
    worth: field.money({
      readOnly: true,
      computed: {
        rollUp: {
          ...{ of: 'deal', by: 'company', measure: 'sum', field: 'amount' },
          ...{ inWorkspaceCurrency: true, rateOn: 'closedOn' },
        },
      },
    }),
    dealCount: field.number({
      ...{ readOnly: true, scale: 0 },
      computed: { rollUp: { of: 'deal', by: 'company', measure: 'count' } },
    }),
    bestNet: field.number({
      ...{ readOnly: true, scale: 2 },
      computed: { rollUp: { of: 'deal', by: 'company', measure: 'max', field: 'net' } },
    }),
    share: field.number({ readOnly: true, scale: 4, computed: { formula: 'amount(openTotal) / dealCount' } }),
    size: field.text({ readOnly: true, computed: { formula: 'if(dealCount > 2, "big", "small")' } }),
  },
});

const deal = defineNoun({
  name: 'deal',
  plural: 'deals',
  title: 'title',
  icon: 'coin',
  fields: {
    title: field.text({ required: true }),
    amount: field.money(),
    stage: field.choice({ options: [{ value: 'open' }, { value: 'won' }] }),
    company: field.relation({ to: 'company' }),
    closedOn: field.date(),
    net: field.number({
      ...{ readOnly: true, scale: 2 },
      computed: { formula: 'amount(amount) * (1 - coalesce(company.discount, 0) / 100)' },
    }),
    note: field.text({ readOnly: true, computed: { formula: 'title & ": " & company.size & " " & company.name' } }),
    pieces: field.number({
      ...{ readOnly: true, scale: 2 },
      computed: { rollUp: { of: 'line', by: 'deal', measure: 'sum', field: 'quantity' } },
    }),
  },
});

const line = defineNoun({
  name: 'line',
  plural: 'lines',
  title: 'name',
  icon: 'list',
  parent: 'deal',
  fields: {
    name: field.text({ required: true }),
    deal: field.relation({ to: 'deal', required: true, onDelete: 'follow' }),
    quantity: field.number(),
  },
});

const member = defineNoun({
  name: 'member',
  plural: 'members',
  title: 'name',
  icon: 'user',
  fields: { name: field.text({ required: true }), role: field.text() },
});

const rate = defineNoun({
  name: 'rate',
  plural: 'rates',
  title: 'currency',
  icon: 'coin',
  fields: {
    currency: field.text({ required: true }),
    since: field.date({ required: true }),
    rate: field.number({ required: true }),
  },
});

export const computedNouns = { company, deal, line, member, rate };

export const computedModule: ServerModule = {
  name: 'sample',
  nouns: Object.values(computedNouns),
  rates: { noun: 'rate', currency: 'currency', from: 'since', rate: 'rate' },
  witnesses: [{ name: 'sample.rates', nouns: ['rate'], beforeCommit: followRates }],
  policies: Object.values(computedNouns).map((noun) => ({ noun: noun.name, grants: workGrants })),
};

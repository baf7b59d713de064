import type { ReportSettings } from '../../contract/own-report.ts';

/** A ready report to begin with; its name is `own.example.<name>`. */
export interface ReportExample {
  readonly name: 'wonByQuarter' | 'wonByOwner' | 'productsSold' | 'companies' | 'activities' | 'leads';
  readonly noun: string;
  readonly settings: ReportSettings;
}

const won = { field: 'status', op: 'is', value: 'won' } as const;
const worth = { op: 'sum', field: 'amount' } as const;
const count = { op: 'count' } as const;

export const reportExamples: readonly ReportExample[] = [
  {
    ...{ name: 'wonByQuarter', noun: 'deal' },
    settings: {
      ...{ filter: won, group: [{ field: 'closedOn', by: 'quarter' }], measures: [worth, count] },
      ...{ show: 'line', rateOn: 'closedOn' },
    },
  },
  {
    ...{ name: 'wonByOwner', noun: 'deal' },
    settings: {
      ...{ filter: won, group: [{ field: 'owner' }, { field: 'closedOn', by: 'quarter' }], measures: [worth, count] },
      ...{ show: 'stacked', rateOn: 'closedOn' },
    },
  },
  {
    ...{ name: 'productsSold', noun: 'dealLine' },
    settings: {
      ...{ filter: { ...won, field: 'deal.status' }, group: [{ field: 'product' }] },
      ...{ measures: [worth, { op: 'sum', field: 'quantity' }], show: 'share', rateOn: 'deal.closedOn' },
    },
  },
  {
    ...{ name: 'companies', noun: 'company' },
    settings: { group: [{ field: 'industry' }, { field: 'lifecycle' }], measures: [count], show: 'table' },
  },
  {
    ...{ name: 'activities', noun: 'task' },
    settings: { group: [{ field: 'owner' }, { field: 'kind' }], measures: [count], show: 'stacked' },
  },
  {
    ...{ name: 'leads', noun: 'lead' },
    settings: { group: [{ field: 'source' }], measures: [count], show: 'bars' },
  },
];

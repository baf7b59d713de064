import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, test } from 'vitest';
import { noteOwnWrite } from '../kit/data/own-writes.ts';
import { recordKeys } from '../kit/data/query-keys.ts';
import { renewChanged } from './renew-changed.ts';

let client: QueryClient;
const acme = { id: 'c1', version: 3, name: 'Acme' };
const deal = { id: 'd1', version: 5, name: 'Glass', company: { id: 'c1', label: 'Acme' } };
const listOf = (...items: object[]) => ({ pages: [{ items, next: null }], pageParams: [null] });
const keys = {
  companies: recordKeys.list('company', {}),
  companyCount: recordKeys.count('company', {}),
  acme: recordKeys.record('company', 'c1'),
  otherCompany: recordKeys.record('company', 'c2'),
  history: recordKeys.changes('company', 'c1'),
  deals: recordKeys.list('deal', {}),
  deal: recordKeys.record('deal', 'd1'),
  people: recordKeys.list('person', {}),
  metadata: ['metadata'],
};

beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(keys.companies, listOf(acme));
  client.setQueryData(keys.companyCount, { count: 1, capped: false });
  client.setQueryData(keys.acme, acme);
  client.setQueryData(keys.otherCompany, { id: 'c2', version: 1, name: 'Other' });
  client.setQueryData(keys.history, { pages: [] });
  client.setQueryData(keys.deals, listOf(deal));
  client.setQueryData(keys.deal, deal);
  client.setQueryData(keys.people, listOf({ id: 'p1', version: 1, company: { id: 'c9', label: 'Nine' } }));
  client.setQueryData(keys.metadata, { nouns: [] });
});

/** The names of the questions that are to be asked again. */
const stale = () =>
  Object.entries(keys)
    .filter(([, key]) => client.getQueryState(key)?.isInvalidated)
    .map(([name]) => name);
const note = (noun: string, id: string, version: number, kind = 'updated') => ({ noun, id, kind, version });

describe('what is asked again when', () => {
  test('a record changes: itself, its history, lists and counts of its noun, and where its name is shown', () => {
    renewChanged(client, [note('company', 'c1', 4)]);
    expect(stale()).toEqual(['companies', 'companyCount', 'acme', 'history', 'deals', 'deal']);
  });

  test('another record of the noun is new: its lists and counts, no card and no other noun', () => {
    renewChanged(client, [note('company', 'c7', 1, 'created')]);
    expect(stale()).toEqual(['companies', 'companyCount']);
  });

  test('a state is told that list and card have already: its history and the count', () => {
    renewChanged(client, [note('person', 'p1', 1)]);
    expect(stale()).toEqual([]);
    renewChanged(client, [note('deal', 'd1', 5)]);
    expect(stale()).toEqual([]);
    renewChanged(client, [note('deal', 'd1', 6)]);
    expect(stale()).toEqual(['deals', 'deal']);
  });

  test('a list shows fields of what its records point at: with each of these, and when many of them change', () => {
    const wide = recordKeys.list('deal', { expand: ['company', 'company.industry'] });
    const relation = { name: 'company', kind: 'relation', to: 'company' };
    client.setQueryData(keys.metadata, { nouns: [{ name: 'deal', fields: [relation] }] });
    const isAsked = (...notes: Parameters<typeof renewChanged>[1]) => {
      client.setQueryData(wide, listOf({ ...deal, 'company.industry': 'retail' }));
      renewChanged(client, notes);
      return client.getQueryState(wide)?.isInvalidated;
    };
    noteOwnWrite('company', { id: 'c1', version: 20 });
    expect(isAsked(note('company', 'c1', 20))).toBe(true);
    expect(isAsked(note('company', 'c2', 20))).toBe(false);
    expect(isAsked({ noun: 'company', kind: 'many' })).toBe(true);
    expect(isAsked({ noun: 'person', kind: 'many' })).toBe(false);
  });

  test('this tab has written it itself: nothing', () => {
    noteOwnWrite('company', { id: 'c1', version: 8 });
    renewChanged(client, [note('company', 'c1', 8), note('company', 'c1', 7)]);
    expect(stale()).toEqual([]);
    renewChanged(client, [note('company', 'c1', 9)]);
    expect(stale()).toContain('acme');
  });

  test('many of a noun change: everything of that noun', () => {
    renewChanged(client, [{ noun: 'company', kind: 'many' }]);
    expect(stale()).toEqual(['companies', 'companyCount', 'acme', 'otherCompany', 'history']);
  });

  test('a report is made of the noun', () => {
    const report = client.getQueryCache().build(client, { queryKey: ['reports'], meta: { nouns: ['deal'] } });
    report.setData({ total: 1 });
    renewChanged(client, [note('company', 'c7', 1, 'created')]);
    expect(report.state.isInvalidated).toBe(false);
    renewChanged(client, [note('deal', 'd9', 1, 'created')]);
    expect(report.state.isInvalidated).toBe(true);
  });
});

test('a record that can not be seen any more leaves lists and card at once', () => {
  renewChanged(client, [{ noun: 'company', id: 'c1', kind: 'gone', version: null }]);
  expect(client.getQueryData(keys.companies)).toEqual(listOf());
  expect(client.getQueryData(keys.acme)).toBeUndefined();
});

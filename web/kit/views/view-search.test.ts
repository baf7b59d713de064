import { describe, expect, it } from 'vitest';
import { parseListSearch } from '../list/list-search.ts';
import {
  addressOfChange,
  asksForRecords,
  hasChanges,
  mergeSearch,
  searchOfView,
  settingsOfSearch,
} from './view-search.ts';

const open = { field: 'status', op: 'is', value: 'open' } as const;
const won = { field: 'status', op: 'is', value: 'won' } as const;
const view = {
  type: 'grouped',
  settings: { filter: open, sort: '-amount', group: [{ field: 'owner' }], columns: [{ field: 'name', width: 200 }] },
} as const;
const settings = searchOfView({ type: view.type, settings: structuredClone(view.settings) as never });
const base = { settings, saved: '01900005-0000-7000-8000-000000000003' };

describe('the address wins over the saved view', () => {
  it('in what it names, and only there', () => {
    expect(mergeSearch(base, { sort: 'name', search: 'Ararat' })).toEqual({
      ...{ as: 'grouped', filter: open, sort: 'name', group: [{ field: 'owner' }], columns: ['name'] },
      search: 'Ararat',
    });
  });

  it('and takes away what it says null to, read from a link as well', () => {
    const address = parseListSearch({ filter: null, search: null, sort: 'x; drop' });
    expect(address).toEqual({ filter: null });
    expect(mergeSearch(base, address)).not.toHaveProperty('filter');
  });
});

describe('a change is said as what differs from the view', () => {
  it('with the view it belongs to', () => {
    expect(addressOfChange(base, { filter: won })).toEqual({ saved: base.saved, filter: won });
    expect(addressOfChange(base, { filter: undefined })).toEqual({ saved: base.saved, filter: null });
  });

  it('and what is as the view has it is not said', () => {
    const { filter, ...rest } = addressOfChange(base, { filter: { value: 'open', op: 'is', field: 'status' } });
    expect([filter, rest]).toEqual([undefined, { saved: base.saved }]);
    expect(hasChanges({ filter })).toBe(false);
  });

  it.each([
    [{ search: 'a' }, false, true],
    [{ sort: 'name' }, true, true],
    [{ filter: null }, true, true],
    [{ saved: 'all', day: '2026-01-01' }, false, false],
  ])('%j changes a view: %s, names records: %s', (address, changes, asks) => {
    expect([hasChanges(address), asksForRecords(address)]).toEqual([changes, asks]);
  });
});

it('what is saved is what is shown, without words searched for and places looked at', () => {
  const shown = { ...settings, search: 'x', deleted: true, day: '2026-01-01', saved: 'all' } as const;
  expect(settingsOfSearch(shown, { name: 200, amount: 90 })).toEqual(view.settings);
});

it('a view that lacks what its type needs is a list', () => {
  expect(searchOfView({ type: 'board', settings: {} }).as).toBe('list');
  expect(searchOfView({ type: 'board', settings: { board: 'stage' } }).as).toBe('board');
});

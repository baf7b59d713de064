import { expect, it } from 'vitest';
import { parseOversightSearch, toQuery } from './oversight-search.ts';

const member = '0190a000-0000-7000-8000-00000000feed';

it('takes from an address what makes sense, and drops the rest', () => {
  const good = { member, noun: 'company', door: 'mcp', sorts: 'taken', from: '2026-03-01', address: '10.0.0.7' };
  expect(parseOversightSearch({ ...good, colour: 'red' })).toEqual(good);
  const bad = {
    member: 'me',
    noun: 'a b',
    door: 'window',
    sorts: 'all',
    from: '1 March',
    to: 7,
    address: '',
    record: null,
  };
  expect(parseOversightSearch(bad)).toEqual({});
});

it('asks only for what is given', () => {
  expect(toQuery({ member, field: undefined, sorts: 'read' })).toBe(`member=${member}&sorts=read`);
});

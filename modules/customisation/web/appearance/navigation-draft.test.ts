import { expect, it } from 'vitest';
import { completeGroups, movePage, removeGroup, stepPage, withRole } from './navigation-draft.ts';

const groups = [
  { id: 'a', name: { en: 'Selling' }, pages: ['/deals', '/leads'] },
  { id: 'b', pages: ['/today'] },
];
const pagesOf = (list: readonly { readonly pages: readonly string[] }[]) => list.map(({ pages }) => pages.join(' '));

it('shows every page once, those that no group names where they are drawn', () => {
  expect(pagesOf(completeGroups(groups, ['/today', '/notes', '/deals']))).toEqual(['/deals', '/today /notes']);
  expect(pagesOf(completeGroups([], ['/today', '/deals']))).toEqual(['/today /deals']);
  expect(pagesOf(completeGroups(groups.slice(0, 1), ['/today', '/deals', '/leads']))).toEqual(['/deals /leads /today']);
});

it('moves a page before another or to the end of a group', () => {
  expect(pagesOf(movePage(groups, '/today', 'a', 1))).toEqual(['/deals /today /leads', '']);
  expect(pagesOf(movePage(groups, '/deals', 'b'))).toEqual(['/leads', '/today /deals']);
  expect(pagesOf(movePage(groups, '/deals', 'a', 2))).toEqual(['/leads /deals', '/today']);
});

it('goes on to the next group past the end, where it may', () => {
  expect(pagesOf(stepPage(groups, '/deals', 1, true))).toEqual(['/leads /deals', '/today']);
  expect(pagesOf(stepPage(groups, '/leads', 1, true))).toEqual(['/deals', '/leads /today']);
  expect(pagesOf(stepPage(groups, '/leads', 1, false))).toEqual(['/deals /leads', '/today']);
  expect(stepPage(groups, '/deals', -1, true)).toBe(groups);
});

it('a group that goes leaves its pages to the one beside it, and the last stays', () => {
  expect(pagesOf(removeGroup(groups, 'a'))).toEqual(['/today /deals /leads']);
  expect(removeGroup(groups.slice(0, 1), 'a')).toHaveLength(1);
});

it('a role is shown a page again by the same act', () => {
  const once = withRole({}, '/leads', 'seller');
  expect(once).toEqual({ '/leads': ['seller'] });
  expect(withRole(once, '/leads', 'viewer')).toEqual({ '/leads': ['seller', 'viewer'] });
  expect(withRole(once, '/leads', 'seller')).toEqual({});
});

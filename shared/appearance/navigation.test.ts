import { expect, it } from 'vitest';
import { arrangeNavigation, type NavigationPlan, navigationOf } from './navigation.ts';

const entries = ['/today', '/companies', '/deals', '/reports', '/x-visits'].map((to) => ({ to }));
const plan: NavigationPlan = {
  groups: [
    { id: 'a', name: { en: 'Selling' }, pages: ['/deals', '/companies', '/gone'] },
    { id: 'b', pages: ['/today'] },
    { id: 'c', name: { en: 'Empty' }, pages: ['/gone'] },
  ],
  hiddenFor: { '/reports': ['seller', 'viewer'] },
};
const shown = (...given: Parameters<typeof arrangeNavigation> extends [unknown, ...infer R] ? R : never) =>
  arrangeNavigation(entries, ...given).map(({ name, entries: own }) => [name?.en ?? '', ...own.map(({ to }) => to)]);

it('is as it came where nobody arranged it', () => {
  expect(shown()).toEqual([['', '/today', '/companies', '/deals', '/reports', '/x-visits']]);
  expect(shown({ groups: [], hidden: [] })).toHaveLength(1);
});

it('stands in the groups of the workspace, and what these do not name is still there', () => {
  expect(shown(navigationOf(plan, 'owner'))).toEqual([
    ['Selling', '/deals', '/companies'],
    ['', '/today', '/reports', '/x-visits'],
  ]);
  const headed = { groups: plan.groups.slice(0, 1), hidden: [] };
  expect(shown(headed)).toEqual([['Selling', '/deals', '/companies', '/today', '/reports', '/x-visits']]);
});

it('leaves out what the role is not shown, and what the person hid', () => {
  expect(shown(navigationOf(plan, 'seller'))[1]).toEqual(['', '/today', '/x-visits']);
  expect(shown(navigationOf(plan, 'seller'), { order: [], hidden: ['/today', '/x-visits'] })).toEqual([
    ['Selling', '/deals', '/companies'],
  ]);
});

it('follows the person’s order within the groups; what the order does not name comes after', () => {
  expect(shown(navigationOf(plan, 'owner'), { order: ['/x-visits', '/companies'], hidden: [] })).toEqual([
    ['Selling', '/companies', '/deals'],
    ['', '/x-visits', '/today', '/reports'],
  ]);
});

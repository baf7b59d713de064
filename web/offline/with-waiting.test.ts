import { expect, test } from 'vitest';
import type { WaitingChange } from './waiting-change.ts';
import { withWaiting } from './with-waiting.ts';

const change = (id: string, kind: WaitingChange['kind'], shown: object, state: WaitingChange['state'] = 'waiting') =>
  ({ id, kind, shown, state }) as WaitingChange;
const wool = { id: 'wool', version: 3, name: 'Wool', owner: { id: 'felt', label: 'Felt' } };
const felt = { id: 'felt', version: 1, name: 'Felt' };
const list = { pages: [{ items: [wool, felt], next: null }], pageParams: [null] };

test('what was kept is shown as the person left it, wherever the record stands in it', () => {
  const changes = [change('wool', 'update', { name: 'Silk' }), change('wool', 'update', { name: 'Linen' })];
  expect(withWaiting(wool, changes)).toEqual({ ...wool, name: 'Linen' });
  expect(withWaiting(list, changes).pages[0]?.items).toEqual([{ ...wool, name: 'Linen' }, felt]);
  expect(withWaiting({ items: [{ kind: 'record', record: wool }] }, changes).items[0]?.record.name).toBe('Linen');
});

test('what waits to be deleted is in no list and no timeline, and its card says so', () => {
  const changes = [change('felt', 'delete', { deletedAt: '2026-03-01T09:00:00Z' })];
  expect(withWaiting(list, changes).pages[0]?.items).toEqual([wool]);
  expect(withWaiting({ items: [{ kind: 'record', record: felt }] }, changes).items).toEqual([]);
  expect(withWaiting(felt, changes)).toEqual({ ...felt, deletedAt: '2026-03-01T09:00:00Z' });
});

test('what the server refused, or stands against another’s change, is not what there is', () => {
  const changes = [change('wool', 'update', { name: 'Silk' }, 'conflict'), change('felt', 'delete', {}, 'refused')];
  expect(withWaiting(list, changes)).toBe(list);
});

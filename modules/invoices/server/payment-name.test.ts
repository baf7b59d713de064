import { expect, test } from 'vitest';
import { createRecord } from '../../../server/records/create.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { payment } from '../contract/index.ts';

const { system, workspace } = await useWorkspace();
const amount = { amount: '150.00', currency: workspace.currency };

test('a payment that nobody calls anything is called by its day, as the workspace writes it', async () => {
  const armenian = { ...system, workspace: { ...workspace, language: 'hy' as const } };
  expect((await createRecord(armenian, payment, { amount, paidOn: '2026-03-02' })).name).toMatch(/մրտ.* 2026/);
  const kept = await createRecord(system, payment, { amount, paidOn: '2026-03-02' });
  expect(kept.name).toBe('Mar 2, 2026');
  const moved = await updateRecord(system, payment, kept.id, { paidOn: '2026-03-04' });
  expect(moved.name).toBe('Mar 4, 2026');
  const named = await updateRecord(system, payment, kept.id, { name: 'PO 17', paidOn: '2026-03-05' });
  expect(named.name).toBe('PO 17');
  expect((await updateRecord(system, payment, kept.id, { paidOn: '2026-03-06' })).name).toBe('PO 17');
  expect((await updateRecord(system, payment, kept.id, { name: '' })).name).toBe('Mar 6, 2026');
});

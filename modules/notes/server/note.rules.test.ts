import { expect, test } from 'vitest';
import { createRecord } from '../../../server/records/create.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { note } from '../contract/index.ts';

const { join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const nino = await join('Nino Beridze', 'manager');
const forged = { status: 422, fields: [{ path: 'author', code: 'readOnly' }] };

test('a note is signed by who writes it', async () => {
  const own = await createRecord(anna, note, { body: 'Called' });
  expect(own.author?.id).toBe(anna.actor.memberId);
  expect((await createRecord(anna, note, { body: 'Me', author: anna.actor.memberId })).author?.id).toBe(
    anna.actor.memberId,
  );
  await expect(createRecord(anna, note, { body: 'He said yes', author: boris.actor.memberId })).rejects.toMatchObject(
    forged,
  );
  await expect(updateRecord(anna, note, own.id, { author: boris.actor.memberId })).rejects.toMatchObject(forged);
  await expect(updateRecord(anna, note, own.id, { author: null })).rejects.toMatchObject(forged);
});

test('a manager may bring in what others wrote', async () => {
  const theirs = await createRecord(nino, note, { body: 'From the old system', author: boris.actor.memberId });
  expect(theirs.author?.id).toBe(boris.actor.memberId);
});

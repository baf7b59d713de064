import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { note } from '../contract/index.ts';

const { join } = await useWorkspace();
const anna = await join('Anna Snelling', 'seller');
const boris = await join('Boris Faz', 'seller');
const nino = await join('Nino Beridze', 'manager');
const vera = await join('Vera Lang', 'viewer');
const forged = { status: 422, fields: [{ path: 'author', code: 'readOnly' }] };

/** The same person where sellers see only their own deals. */
function narrowed(ctx: Context): Context {
  const modules = serverModules.map((module) => ({
    ...module,
    policies:
      module.policies?.map((one) => (one.noun === 'deal' ? { ...one, grants: { seller: ownOnly } } : one)) ?? [],
  }));
  return { ...ctx, registry: createRegistry(modules) };
}
const ownOnly = { read: 'own', create: 'own', update: 'own', delete: 'own' } as const;

describe('a note', () => {
  test('is signed by who writes it', async () => {
    const own = await createRecord(anna, note, { body: 'Called' });
    expect(own.author?.id).toBe(anna.actor.memberId);
    expect((await createRecord(anna, note, { body: 'Me', author: anna.actor.memberId })).author?.id).toBe(
      anna.actor.memberId,
    );
    await expect(createRecord(anna, note, { body: 'He said yes', author: boris.actor.memberId })).rejects.toMatchObject(
      forged,
    );
    await expect(createRecord(anna, note, { body: 'Nobody said', author: null })).rejects.toMatchObject(forged);
    await expect(updateRecord(anna, note, own.id, { author: boris.actor.memberId })).rejects.toMatchObject(forged);
    await expect(updateRecord(anna, note, own.id, { author: null })).rejects.toMatchObject(forged);
  });

  test('a manager may bring in what others wrote', async () => {
    const theirs = await createRecord(nino, note, { body: 'From the old system', author: boris.actor.memberId });
    expect(theirs.author?.id).toBe(boris.actor.memberId);
  });

  test('is changed by who wrote it, whomever the deal belongs to, and by managers', async () => {
    const sale = await createRecord(boris, deal, { name: 'His sale' });
    const hers = await createRecord(anna, note, { body: 'Heard at the fair', deal: sale.id });
    for (const ctx of [boris, vera]) {
      await expect(updateRecord(ctx, note, hers.id, { body: 'Nonsense' })).rejects.toMatchObject({ status: 403 });
      await expect(updateRecord(ctx, note, hers.id, { author: ctx.actor.memberId })).rejects.toMatchObject({
        ...{ status: 403 },
      });
      await expect(deleteRecord(ctx, note, hers.id)).rejects.toMatchObject({ status: 403 });
    }
    await expect(createRecord(vera, note, { body: 'Seen' })).rejects.toMatchObject({ status: 403 });
    expect(await getRecord(vera, note, hers.id)).toEqual(hers);
    expect((await updateRecord(nino, note, hers.id, { pinned: true })).author?.id).toBe(anna.actor.memberId);
  });

  test('is hung on nothing its writer may not see, and names nothing its reader may not see', async () => {
    const acme = await createRecord(boris, company, { name: 'Acme' });
    const secret = await createRecord(boris, deal, { name: 'Secret sale', company: acme.id });
    const outside = narrowed(anna);
    const unknown = { status: 422, fields: [{ path: 'deal', code: 'unknownReference' }] };
    await expect(createRecord(outside, note, { body: 'I know', deal: secret.id })).rejects.toMatchObject(unknown);
    const own = await createRecord(outside, note, { body: 'Mine', company: acme.id });
    await expect(updateRecord(outside, note, own.id, { deal: secret.id })).rejects.toMatchObject(unknown);
    const his = await createRecord(boris, note, { body: 'Ask again in May', deal: secret.id, company: acme.id });
    const seen = await getRecord(outside, note, his.id, { expand: ['*'] });
    expect(seen).toMatchObject({ deal: { id: secret.id }, company: { label: 'Acme' } });
    expect(JSON.stringify(seen)).not.toContain('Secret');
    const filter = { field: 'deal.name', op: 'startsWith', value: 'secret' } as const;
    expect(JSON.parse(await listRecords(outside, note, { filter }))).toEqual({ items: [], next: null });
  });

  test('stays when its deal goes to the bin, takes no new one there, and goes and comes back by itself', async () => {
    const sale = await createRecord(anna, deal, { name: 'Goes' });
    const hers = await createRecord(anna, note, { body: 'Stays', deal: sale.id });
    await deleteRecord(anna, deal, sale.id);
    expect(await getRecord(anna, note, hers.id)).toEqual(hers);
    await expect(createRecord(anna, note, { body: 'Too late', deal: sale.id })).rejects.toMatchObject({ status: 422 });
    await deleteRecord(anna, note, hers.id);
    await restoreRecord(anna, deal, sale.id);
    expect((await getRecord(anna, note, hers.id)).deletedAt).not.toBeNull();
    await restoreRecord(anna, note, hers.id);
    expect((await getRecord(anna, note, hers.id)).deletedAt).toBeNull();
  });
});

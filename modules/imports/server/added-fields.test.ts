import { expect, test } from 'vitest';
import { changeStructure } from '../../../server/metadata/change-structure.ts';
import { insertCustomField } from '../../../server/metadata/custom-field.repository.ts';
import { putFieldSetting } from '../../../server/metadata/field-setting.repository.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { newId } from '../../../server/records/uuid.ts';
import { reasonText } from '../../../server/texts/reason-text.ts';
import { openImports, suggested } from './import.factory.ts';
import { findSource } from './import.repository.ts';
import { planFor } from './plan-for.ts';
import { rejectedFile } from './rejected-file.ts';
import { runImport } from './run-import.ts';

const { work, as } = await openImports();

test('a column finds the field an owner added by its label, and its options by theirs', async () => {
  await changeStructure(work.system, async ({ db }) => {
    const options = [
      { value: 'morning', label: { en: 'Before noon', ru: 'До обеда' } },
      { value: 'evening', label: { en: 'After noon' } },
    ];
    const label = { en: 'Delivery window', ru: 'Время доставки' };
    await insertCustomField(db, {
      id: newId(),
      noun: 'company',
      name: 'xWindow',
      definition: { kind: 'choice', label, options },
    });
    const size = { kind: 'number', label: { en: 'Fleet size' }, required: true } as const;
    await insertCustomField(db, { id: newId(), noun: 'company', name: 'xFleet', definition: size });
    // Bakeries with a fax are served in the morning only.
    const fax = { kind: 'choice', label: { en: 'Way' }, options: [{ value: 'fax', label: { en: 'Fax' } }] } as const;
    await insertCustomField(db, { id: newId(), noun: 'company', name: 'xWay', definition: fax });
    const offeredWith = { field: 'xWindow', options: { fax: ['morning'] } };
    await putFieldSetting(db, { noun: 'company', field: 'xWay', version: 1, definition: { offeredWith } });
  });
  const registry = await readRegistry(work.registry, work.system.db);
  const nare = { ...(await work.join('Nare Sargsyan', 'manager')), registry };
  const file =
    'Name,Время доставки,Fleet size,Way\nAni Bakery,До обеда,3,fax\nBo Bakery,AFTER NOON,4\nCo Bakery,at night,5\nDo Bakery,Before noon,\nEo Bakery,After noon,6,Fax';
  const { body } = await as(nare).upload('companies', file);
  expect(body.columns.map(({ path }) => path)).toEqual(['name', 'xWindow', 'xFleet', 'xWay']);
  const mapping = suggested(body);
  await as(nare).ask('POST', `/imports/${body.id}/start`, mapping);
  const ctx = { ...work.system, registry, through: 'import' as const };
  const table = await findSource(ctx, body.id);
  const plan = table && planFor(ctx, registry.getNoun('company'), table, mapping);
  if (!table || !plan) throw new Error('The file is gone');
  expect(await runImport(ctx, { id: body.id, plan, table, mapping }, new AbortController().signal)).toBe(true);
  const bakeries = await as(nare).list<{ name: string; xWindow: string; xFleet: number }>('companies');
  expect(bakeries.map(({ name, xWindow, xFleet }) => [name, xWindow, xFleet]).sort()).toEqual([
    ['Ani Bakery', 'morning', 3],
    ['Bo Bakery', 'evening', 4],
  ]);
  const rejected = await as(nare).faultsOf(body.id);
  expect(rejected.map(({ faults }) => faults.map(({ path }) => path))).toEqual([
    ...[['Время доставки'], ['Fleet size'], ['Way']],
  ]);
  expect(rejected.at(-1)?.faults[0]).toMatchObject({ code: 'notOfferedWith', params: { field: 'xWindow' } });
  const rows = [
    { row: 1, cells: ['Eo Bakery'], faults: ['address.city', 'xWindow'].map((path) => ({ path, code: 'tooLong' })) },
  ];
  const told = (language: 'en' | 'ru') => rejectedFile(ctx, registry.getNoun('company'), ['Name'], rows, language);
  const unoffered = { code: 'notOfferedWith', params: { noun: 'company', field: 'xWindow', option: 'fax' } };
  expect(reasonText(registry, 'ru', unoffered)).toContain('«Время доставки»');
  expect(told('en')).toContain('Address → City:');
  expect(told('ru')).toContain('Время доставки:');
});

import { describe, expect, test } from 'vitest';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import type { ImportMapping } from '../contract/index.ts';
import { checkValues } from './check-values.ts';
import { faultsByColumn } from './fault-columns.ts';
import { NameDirectory } from './name-directory.ts';
import { emptyNotes, readRow } from './read-row.ts';
import { findRowFaults, isPassing } from './row-faults.ts';
import { planRows } from './row-plan.ts';

const directoryOf = (...names: readonly string[]) => {
  const directory = new NameDirectory();
  for (const [index, name] of names.entries()) directory.add(`id ${index}`, name);
  return directory;
};

describe('a directory of names', () => {
  test('finds a name as it is written before one that is spelt alike', () => {
    const directory = directoryOf('GTX Pro', 'GTXPro', 'MG Special');
    expect(directory.find('gtx pro')).toEqual({ id: 'id 0', name: 'GTX Pro', kind: 'exact' });
    expect(directory.find('GTXPRO')).toEqual({ id: 'id 1', name: 'GTXPro', kind: 'exact' });
    expect(directory.find('mg-special')).toEqual({ id: 'id 2', name: 'MG Special', kind: 'normalised' });
  });

  test('takes a spelling that fits two for neither, and a name that two bear for ambiguous', () => {
    const directory = directoryOf('GTX Pro', 'GTX-Pro', 'Նաիրի', 'ՆԱԻՐԻ', 'Nairi');
    expect(directory.find('GTXPro')).toBeNull();
    expect(directory.find('նաիրի')).toMatchObject({ kind: 'ambiguous' });
    expect(directory.find('nairi')).toMatchObject({ id: 'id 4', kind: 'exact' });
  });

  test('knows no empty name, and nobody by signs alone', () => {
    const directory = directoryOf('A', '—', '...');
    expect([directory.find(''), directory.find('   ')]).toEqual([null, null]);
    expect(directory.find('***')).toBeNull();
  });

  test('tells languages apart that only look alike, and forms of one letter not', () => {
    const directory = directoryOf('Сом', 'Café', 'İstanbul');
    expect(directory.find('Com')).toBeNull();
    expect(directory.find('CAFE\u0301')).toMatchObject({ id: 'id 1' });
    expect(directory.find('istanbul')).toMatchObject({ id: 'id 2' });
  });

  test('suggests what looks alike, closest first, until that has cost enough', () => {
    expect(directoryOf('Sevan Fish', 'Sevan Fishing', 'Masis').suggest('Sevan Fihs')).toEqual([
      'Sevan Fish',
      'Sevan Fishing',
    ]);
    const large = directoryOf('Masis', ...Array.from({ length: 29_999 }, (_, index) => `${index}`));
    const asked = Array.from({ length: 11 }, () => large.suggest('Masys').length > 0);
    expect([asked[0], asked.at(-1), large.isPartial]).toEqual([true, false, false]);
  });
});

describe('what is wrong with a row', () => {
  const registry = createRegistry(serverModules);
  const faultsOf = (noun: string, columns: ImportMapping['columns'], cells: readonly string[]) => {
    const table = { headers: Object.keys(columns), rows: [cells] };
    const place = { currency: 'USD', timeZone: 'UTC', country: undefined };
    const plan = planRows(registry.getNoun(noun), { registry, table, mapping: { columns }, ...place });
    const row = readRow(plan, cells, emptyNotes());
    return { plan, faults: checkValues(row).map(({ path, code }) => `${path} ${code}`) };
  };

  test('is told by its columns, all of it at once', () => {
    const columns = { Title: 'name', Web: 'website', Size: 'employees', Mail: 'emails' };
    const { faults } = faultsOf('company', columns, ['x'.repeat(301), 'javascript:alert(1)', '-5', 'ani at home']);
    expect(faults).toEqual(['Title tooLong', 'Web notAUrl', 'Mail notAnEmail', 'Size tooSmall']);
  });

  test('is what a new record needs, only where the row can not be about one that is there', () => {
    expect(faultsOf('task', { Kind: 'kind' }, ['call']).faults).toEqual(['title required']);
    expect(faultsOf('company', { Name: 'name', Id: 'externalId' }, ['', 'known?']).faults).toEqual([]);
    expect(faultsOf('company', { Name: 'name', Size: 'employees' }, ['', '5']).faults).toEqual(['Name required']);
    expect(faultsOf('stage', { Name: 'name', P: 'pipeline.name' }, ['Signing', 'Partners']).faults).toEqual([]);
    expect(faultsOf('note', { Text: 'body' }, ['Called back']).faults).toEqual([]);
  });

  test('is looked for in its children too', () => {
    const columns = { Id: 'externalId', Count: 'lines.quantity', Item: 'lines.product.name', Off: 'lines.discount' };
    const { plan, faults } = faultsOf('deal', columns, ['d', '-1', 'Crate', '101']);
    expect(faults).toEqual(
      ['lines.quantity tooSmall', 'lines.discount tooLarge'].map((fault) =>
        fault.replace('lines.quantity', 'Count').replace('lines.discount', 'Off'),
      ),
    );
    const engine = [
      { path: 'product', code: 'required' },
      { path: 'stage', code: 'noStage' },
      { path: 'discount.x', code: 'a' },
    ];
    expect(faultsByColumn(plan, engine).map(({ path }) => path)).toEqual(['Item', 'stage', 'Off']);
  });

  test('is not the same as trouble that passes, or as a fault of ours', () => {
    const busy = new AppError(409, 'busy');
    const inBin = new AppError(409, 'inBin', { noun: 'deal', id: 'secret' });
    expect(findRowFaults(invalidField('name', 'required'))).toEqual([{ path: 'name', code: 'required' }]);
    expect(findRowFaults(inBin)).toEqual([{ path: '', code: 'inBin', params: { noun: 'deal' } }]);
    expect([
      findRowFaults(busy),
      findRowFaults(new AppError(503, 'timeout')),
      findRowFaults(new TypeError('x')),
    ]).toEqual([null, null, null]);
    expect([busy, new AppError(503, 'timeout'), inBin, new TypeError('x')].map(isPassing)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const refused = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (lower(code))=(x) already exists.',
    });
    expect(findRowFaults(refused)).toEqual([{ path: 'code', code: 'duplicate' }]);
  });
});

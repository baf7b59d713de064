import { describe, expect, test } from 'vitest';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { serverModules } from '../../../server/modules.ts';
import type { ImportMapping, NameQuestion } from '../contract/index.ts';
import { ImportNotes } from './import-notes.ts';
import { Occurrences } from './occurrences.ts';
import { emptyNotes, readRow } from './read-row.ts';
import { batchesOf } from './row-batches.ts';
import { ownKeys, soughtKeys } from './row-keys.ts';
import { planRows } from './row-plan.ts';

const registry = createRegistry(serverModules);

function readTable(noun: string, columns: ImportMapping['columns'], ...rows: readonly (readonly string[])[]) {
  const table = { headers: Object.keys(columns), rows };
  const place = { currency: 'USD', timeZone: 'Asia/Yerevan', country: 'AM' };
  const plan = planRows(registry.getNoun(noun), { registry, table, mapping: { columns }, ...place });
  return rows.map((cells) => readRow(plan, cells, emptyNotes()));
}

/** The sizes of the batches that rows are written in. */
const sizes = (noun: string, columns: ImportMapping['columns'], ...rows: readonly (readonly string[])[]) =>
  batchesOf(readTable(noun, columns, ...rows).map((row) => ({ row }))).map(({ length }) => length);

describe('rows go together', () => {
  test('where they have keys of their own, whatever else they share', () => {
    const columns = { Id: 'externalId', Account: 'company.name', Item: 'lines.product.name' };
    expect(sizes('deal', columns, ['1', 'A', 'X'], ['2', 'A', 'X'], ['3', 'A', 'X'], ['4', '', ''])).toEqual([4]);
  });

  test('where they have no key at all', () => {
    expect(sizes('task', { Title: 'title' }, ['Call'], ['Call'], ['Write'])).toEqual([3]);
  });

  test('where they name the same parent, which none of them is', () => {
    const columns = { Name: 'name', Parent: 'parent.name' };
    expect(sizes('company', columns, ['A', 'Group'], ['B', 'Group'], ['C', 'group'])).toEqual([3]);
  });

  test('as no rows at all', () => {
    expect(batchesOf([])).toEqual([]);
  });
});

describe('a row begins a batch', () => {
  test('when it speaks of a record an earlier one makes, in whatever case', () => {
    const columns = { Id: 'externalId', Item: 'lines.product.name' };
    expect(sizes('deal', columns, ['a', 'X'], ['b', 'X'], ['A', 'Y'], ['c', 'X'], ['a', 'Z'])).toEqual([2, 2, 1]);
    expect(sizes('company', { Name: 'name' }, ['Sevan'], ['Masis'], ['SEVAN '], ['Masis'])).toEqual([2, 2]);
  });

  test('when an earlier one may have made it by another key: an e-mail among several, a name beside a code', () => {
    const people = { Name: 'name', Mails: 'emails' };
    expect(sizes('person', people, ['Ani', 'a@x.am; b@x.am'], ['Gor', 'g@x.am'], ['Ani', 'B@x.am'])).toEqual([2, 1]);
    const products = { Code: 'code', Name: 'name' };
    expect(sizes('product', products, ['1', 'Crate'], ['', 'crate'], ['2', 'Box'])).toEqual([1, 2]);
  });

  test('when its key alone decides, but an earlier one without key bears its name', () => {
    const columns = { Id: 'externalId', Name: 'name' };
    expect(sizes('company', columns, ['1', 'Sevan'], ['2', 'Sevan'], ['', 'Sevan'])).toEqual([2, 1]);
  });

  test('when its parent is an earlier row, or it is the parent an earlier one named', () => {
    const columns = { Name: 'name', Parent: 'parent.name' };
    expect(sizes('company', columns, ['Group', ''], ['A', 'Group'])).toEqual([1, 1]);
    expect(sizes('company', columns, ['A', 'Group'], ['Group', ''])).toEqual([1, 1]);
  });

  test('when it is somebody an earlier one named two steps away', () => {
    const columns = { Agent: 'name', Manager: 'team.head.name' };
    expect(sizes('member', columns, ['Ani', 'Gor'], ['Vahe', 'Gor'], ['Gor', ''], ['Lia', 'Ani'])).toEqual([2, 2]);
  });
});

describe('a row is known', () => {
  const keysOf = (noun: string, columns: ImportMapping['columns'], row: readonly string[]) => {
    const [read] = readTable(noun, columns, row);
    const values = read?.values ?? {};
    const sought = soughtKeys(registry.getNoun(noun), values).map(({ name, text, title }) => [name, text, title]);
    return { sought, own: ownKeys(registry.getNoun(noun), values) };
  };

  test('by its external key alone where it has one, and later by all its keys', () => {
    const columns = { Id: 'externalId', Mail: 'emails', Name: 'name' };
    expect(keysOf('person', columns, ['K-1', 'Ani@x.am', 'Ani Petrosyan'])).toEqual({
      sought: [['externalId', 'k-1', null]],
      own: ['externalId:k-1', 'emails:ani@x.am'],
    });
  });

  test('by its first e-mail, else by its telephone together with the name', () => {
    const columns = { Mail: 'emails', Phone: 'phones', Name: 'name' };
    expect(keysOf('person', columns, ['a@x.am, b@x.am', '091 123456', 'Ani Petrosyan'])).toEqual({
      sought: [
        ['emails', 'a@x.am', null],
        ['phones', '+37491123456', 'Ani Petrosyan'],
      ],
      own: ['emails:a@x.am', 'emails:b@x.am', 'phones:+37491123456'],
    });
  });

  test('by its text and how often it stood there before, in a file begun anew too', () => {
    const [first, second, other] = readTable(
      'task',
      { A: 'title', B: 'kind' },
      ['Call', 'x'],
      ['Call', 'x'],
      ['Callx', ''],
    );
    if (!first || !second || !other) throw new Error('Three rows were read');
    const occurrences = new Occurrences();
    const keys = [first, second, other].map((row) => occurrences.keyOf(row));
    expect(new Set(keys).size).toBe(3);
    occurrences.undo();
    expect([first, second].map((row) => occurrences.keyOf(row))).toEqual(keys.slice(0, 2));
    occurrences.settle();
    expect(occurrences.keyOf(first)).not.toBe(keys[0]);
    expect(new Occurrences().keyOf(first)).toBe(keys[0]);
  });
});

describe('what a row says', () => {
  test('is put together of several columns: parts of a name and an address, further e-mails, an amount with its currency', () => {
    const columns = {
      F: 'name.family',
      G: 'name.given',
      M1: 'emails',
      M2: 'emails',
      C: 'address.city',
      S: 'address.street',
    };
    const [row] = readTable('person', columns, ['Petrosyan', 'Ani', 'a@x.am', 'b@x.am', 'Gyumri', 'Abovyan 1']);
    expect(row?.values).toEqual({
      name: { family: 'Petrosyan', given: 'Ani' },
      emails: [{ address: 'a@x.am' }, { address: 'b@x.am' }],
      address: { city: 'Gyumri', street: 'Abovyan 1' },
    });
    const [deal] = readTable('deal', { In: 'amount.currency', Sum: 'amount' }, ['eur', '12,50']);
    expect(deal?.values).toEqual({ amount: { amount: '12.50', currency: 'EUR' } });
  });

  test('of empty cells is nothing: they empty no field and point at nobody', () => {
    const columns = { Name: 'name', Parent: 'parent.name', Owner: 'owner.name', Size: 'employees' };
    const [row] = readTable('company', columns, ['Sevan', '', '', '']);
    expect([row?.values, row?.pointers, row?.isEmpty]).toEqual([{ name: 'Sevan' }, [], false]);
    expect(readTable('company', columns, ['', '', '', ''])[0]?.isEmpty).toBe(true);
  });

  test('goes to several fields where the mapping says so', () => {
    const [row] = readTable('deal', { Ref: ['externalId', 'name'] }, ['R-7']);
    expect(row?.values).toEqual({ externalId: 'R-7', name: 'R-7' });
  });
});

describe('what there is to tell of names', () => {
  const question = (value: string, kind: NameQuestion['kind'] = 'unknown'): NameQuestion => ({
    ...{ header: 'Item', value, kind, name: null, suggestions: [], rows: 1 },
  });

  test('is told once a name, with its rows, and goes on after a restart', () => {
    const notes = new ImportNotes([{ ...question('GTXPro'), rows: 3 }]);
    notes.add([question('GTXPro'), question('Other')]);
    notes.countAgain('product', { Item: 'GTXPro', Elsewhere: 'GTXPro' });
    expect(notes.list().map(({ value, rows }) => [value, rows])).toEqual([
      ['GTXPro', 5],
      ['Other', 1],
    ]);
  });

  test('is forgotten where the rows were taken back', () => {
    const notes = new ImportNotes();
    notes.add([question('kept')]);
    notes.settle();
    notes.add([question('kept'), question('taken back')]);
    notes.undo();
    expect(notes.list()).toEqual([question('kept')]);
    notes.matched('product', 'Item', 'GTXPro', 'GTX Pro');
    notes.created('company', 'Account', 'New', ['Old']);
    notes.chosen('Item', 'x', 'X', []);
    expect(notes.list().map(({ kind, name }) => [kind, name])).toEqual([
      ['unknown', null],
      ['normalised', 'GTX Pro'],
      ['new', 'New'],
      ['chosen', 'X'],
    ]);
  });
});

describe('a mapping', () => {
  const refused = (columns: ImportMapping['columns'], headers: readonly string[]) => {
    const source = { registry, table: { headers, rows: [] }, mapping: { columns }, currency: 'USD', timeZone: 'UTC' };
    try {
      planRows(registry.getNoun('deal'), { ...source, country: undefined });
      return [];
    } catch (error) {
      return (error as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`);
    }
  };

  test('is refused by each column and path at fault', () => {
    const columns = {
      Name: 'name',
      Gone: 'amount',
      A: 'nothing',
      B: 'company.nothing',
      C: 'status',
      D: 'lines.amount',
    };
    expect(refused(columns, ['Name', 'A', 'B', 'C', 'D'])).toEqual([
      'columns.Gone unknownColumn',
      'columns.A unknownField',
      'columns.B unknownField',
      'columns.C unknownField',
      'columns.D unknownField',
    ]);
  });

  test.each([
    ['id'],
    ['version'],
    ['createdAt'],
    ['createdBy.name'],
    ['deletedAt'],
    ['stageEnteredAt'],
    ['company.owner.team.name'],
    ['__proto__'],
    ['constructor.name'],
    ['lines.deal.name.x'],
    ['amount.amount'],
  ])('leads nowhere by %s', (path) => {
    expect(refused({ A: path }, ['A'])).toEqual(['columns.A unknownField']);
  });

  test('leaves out what goes to no field', () => {
    expect(refused({ A: '', B: ['', 'name'] }, ['A', 'B'])).toEqual([]);
  });
});

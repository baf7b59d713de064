import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { type CellEdit, CellEdits } from './cell-edits.ts';
import { EditHistory } from './edit-history.ts';
import {
  type EditPort,
  EditSender,
  type Failure,
  type KeptWrite,
  type RecordWrite,
  type WriteAnswer,
} from './edit-sender.ts';
import { shownValue } from './shown-value.ts';

/** A server of two records, at which others write too. */
class Others {
  readonly records = new Map<string, AnyRecord>();
  readonly shown = new Map<string, AnyRecord>();
  readonly sent: (readonly RecordWrite[])[] = [];
  readonly laters: (() => void)[] = [];
  /** Why values are refused, by field. */
  refuse: (values: Readonly<Record<string, unknown>>) => Failure | null = () => null;
  isDown = false;
  /** What the device took over, where it takes anything. */
  device: KeptWrite[] | null = null;

  constructor() {
    for (const id of ['ani', 'bob']) {
      const record = { id, version: 1, name: id, city: 'Yerevan', stage: 'open' } as unknown as AnyRecord;
      this.records.set(id, record);
      this.shown.set(id, record);
    }
  }

  write(id: string, values: Readonly<Record<string, unknown>>): AnyRecord {
    const record = this.records.get(id) as AnyRecord;
    const next = { ...record, ...values, version: record.version + 1 } as AnyRecord;
    this.records.set(id, next);
    return next;
  }

  readonly port: EditPort = {
    find: (id) => this.shown.get(id),
    isSame: (_field, one, other) => (one ?? null) === (other ?? null),
    store: (record) => void this.shown.set(record.id, record),
    keep: async (writes) => {
      if (!this.device) throw new Error('This browser keeps nothing');
      this.device.push(...writes);
    },
    written: () => undefined,
    read: (error) => error as Failure,
    later: (work) => void this.laters.push(work),
    write: async (writes) => {
      this.sent.push(writes);
      await Promise.resolve();
      if (this.isDown) throw { kind: 'unreachable', again: true, isAway: true } satisfies Failure;
      return writes.map((write) => this.#answer(write));
    },
  };

  #answer({ id, version, values }: RecordWrite): WriteAnswer {
    const current = this.records.get(id) as AnyRecord;
    if (version !== current.version) return { error: { kind: 'stale', current } satisfies Failure };
    const error = this.refuse(values);
    return error ? { error } : { record: this.write(id, values) };
  }
}

let others: Others;
let edits: CellEdits;
let sender: EditSender;
let history: EditHistory;
let kept: number[];

beforeEach(() => {
  others = new Others();
  edits = new CellEdits();
  sender = new EditSender(edits, others.port);
  kept = [];
  history = new EditHistory(edits, sender, (count) => kept.push(count));
});

const shown = (id: string, field: string) =>
  shownValue(others.shown.get(id) as AnyRecord, field, edits.find(id, field));
const type = (id: string, field: string, value: unknown) => history.act([{ id, field, value, base: shown(id, field) }]);
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
const edit = (id: string, field: string) => edits.find(id, field) as CellEdit;

describe('without a network', () => {
  beforeEach(() => {
    others.isDown = true;
    others.device = [];
  });

  test('the device takes over what was typed: the record shows it, and nothing of it is left in the page', async () => {
    type('ani', 'city', 'Gyumri');
    await settled();
    expect(others.device).toEqual([{ id: 'ani', version: 1, values: { city: 'Gyumri' }, before: { city: 'Yerevan' } }]);
    expect(shown('ani', 'city')).toBe('Gyumri');
    expect([edits.open, others.laters]).toEqual([[], []]);
  });

  test('what follows is handed over in its turn, undoing too', async () => {
    type('ani', 'city', 'Gyumri');
    type('ani', 'city', 'Vanadzor');
    await settled();
    history.undo();
    await settled();
    expect(others.device?.map(({ values }) => values.city)).toEqual(['Gyumri', 'Vanadzor', 'Gyumri']);
    expect(shown('ani', 'city')).toBe('Gyumri');
  });

  test('where the device keeps nothing the page holds it and sends it again', async () => {
    others.device = null;
    type('ani', 'city', 'Gyumri');
    await settled();
    expect(edit('ani', 'city')).toMatchObject({ state: 'waiting', value: 'Gyumri' });
    others.isDown = false;
    for (const work of others.laters.splice(0)) work();
    await settled();
    expect(others.records.get('ani')).toMatchObject({ city: 'Gyumri' });
  });
});

describe('a value typed into a cell', () => {
  test('shows at once, is sent upon the version seen, and counts as open until it is saved', async () => {
    type('ani', 'city', 'Gyumri');
    expect(shown('ani', 'city')).toBe('Gyumri');
    expect(edits.open).toHaveLength(1);
    await settled();
    expect(others.sent).toEqual([[{ id: 'ani', version: 1, values: { city: 'Gyumri' } }]]);
    expect(edits.open).toEqual([]);
    expect(others.records.get('ani')).toMatchObject({ city: 'Gyumri', version: 2 });
  });

  test('stays shown where a list still tells the state before it', async () => {
    type('ani', 'city', 'Gyumri');
    await settled();
    others.shown.set('ani', { ...others.shown.get('ani'), version: 1, city: 'Yerevan' } as unknown as AnyRecord);
    expect(shown('ani', 'city')).toBe('Gyumri');
  });

  test('follows the one before it, each upon what that one left', async () => {
    type('ani', 'city', 'Gyumri');
    type('ani', 'city', 'Vanadzor');
    type('ani', 'name', 'Anahit');
    await settled();
    expect(others.sent.flat().map(({ version, values }) => [version, values])).toEqual([
      [1, { city: 'Gyumri' }],
      [2, { city: 'Vanadzor', name: 'Anahit' }],
    ]);
  });

  test('goes on when somebody changed other fields, and waits for a decision when they changed this one', async () => {
    others.write('ani', { name: 'Anahit' });
    type('ani', 'city', 'Gyumri');
    await settled();
    expect(others.records.get('ani')).toMatchObject({ name: 'Anahit', city: 'Gyumri' });
    others.write('bob', { city: 'Tbilisi' });
    type('bob', 'city', 'Gyumri');
    await settled();
    expect(edit('bob', 'city')).toMatchObject({ state: 'conflict', value: 'Gyumri', theirs: 'Tbilisi' });
    sender.retry([edit('bob', 'city')]);
    await settled();
    expect(others.records.get('bob')).toMatchObject({ city: 'Gyumri' });
  });

  test('over one that is refused while it is on its way is no conflict', async () => {
    others.refuse = ({ city }) => (city === 'x' ? { kind: 'refused', byField: { city: 'No' }, text: '' } : null);
    type('ani', 'city', 'x');
    type('ani', 'city', 'Gyumri');
    await settled();
    expect(others.records.get('ani')).toMatchObject({ city: 'Gyumri' });
    expect(edits.open).toEqual([]);
  });
});

describe('what is refused', () => {
  const refuseCity: Others['refuse'] = ({ city }) =>
    city === 'x' ? { kind: 'refused', byField: { city: 'No such city' }, text: '' } : null;

  test('stays in its cell with the reason; the rest of the record and the other records are saved', async () => {
    others.refuse = refuseCity;
    const write = (id: string, field: string, value: unknown) => ({ id, field, value, base: shown(id, field) });
    history.act([write('ani', 'city', 'x'), write('ani', 'name', 'Anahit'), write('bob', 'city', 'Gyumri')]);
    await settled();
    expect(others.sent[0]).toHaveLength(2);
    expect(edit('ani', 'city')).toMatchObject({ state: 'refused', value: 'x', reason: 'No such city' });
    expect(others.records.get('ani')).toMatchObject({ name: 'Anahit', city: 'Yerevan' });
    expect(others.records.get('bob')).toMatchObject({ city: 'Gyumri' });
  });

  test('for want of another field is sent along with it', async () => {
    others.refuse = ({ stage, city }) =>
      stage === 'lost' && city === undefined
        ? { kind: 'refused', byField: { city: 'Say where' }, text: 'Say where' }
        : null;
    type('ani', 'stage', 'lost');
    await settled();
    expect(edit('ani', 'stage')).toMatchObject({ state: 'refused', reason: 'Say where' });
    type('ani', 'city', 'Gyumri');
    await settled();
    expect(others.records.get('ani')).toMatchObject({ stage: 'lost', city: 'Gyumri' });
    expect(edits.open).toEqual([]);
  });
});

test('what does not reach the server waits, and is sent when that is there again', async () => {
  others.isDown = true;
  type('ani', 'city', 'Gyumri');
  await settled();
  expect(edit('ani', 'city')).toMatchObject({ state: 'waiting', value: 'Gyumri' });
  others.isDown = false;
  for (const work of others.laters.splice(0)) work();
  await settled();
  expect(others.records.get('ani')).toMatchObject({ city: 'Gyumri' });
});

test('an answer that was lost on the way is no conflict with oneself', async () => {
  const { write } = others.port;
  Object.assign(others.port, {
    write: async (writes: readonly RecordWrite[]) => {
      await write(writes);
      Object.assign(others.port, { write });
      throw { kind: 'unreachable', again: true } satisfies Failure;
    },
  });
  type('ani', 'city', 'Gyumri');
  await settled();
  for (const work of others.laters.splice(0)) work();
  await settled();
  expect(edits.open).toEqual([]);
  expect(others.records.get('ani')).toMatchObject({ city: 'Gyumri' });
});

describe('a step', () => {
  test('is taken back and done again, with all its cells', async () => {
    const write = (id: string) => ({ id, field: 'city', value: 'Gyumri', base: 'Yerevan' });
    history.act([write('ani'), write('bob')]);
    await settled();
    history.undo();
    await settled();
    expect([...others.records.values()].map(({ city }) => city)).toEqual(['Yerevan', 'Yerevan']);
    history.redo();
    await settled();
    expect([...others.records.values()].map(({ city }) => city)).toEqual(['Gyumri', 'Gyumri']);
    expect(history.redo()).toEqual([]);
  });

  test('is not taken back where somebody else has changed the value since, and that is told', async () => {
    type('ani', 'city', 'Gyumri');
    await settled();
    others.write('ani', { city: 'Tbilisi' });
    history.undo();
    await settled();
    expect(others.records.get('ani')).toMatchObject({ city: 'Tbilisi' });
    expect(kept).toEqual([1]);
    expect(edits.open).toEqual([]);
  });

  test('that was refused is only forgotten', async () => {
    others.refuse = () => ({ kind: 'refused', byField: {}, text: 'No' });
    type('ani', 'city', 'x');
    await settled();
    history.undo();
    await settled();
    expect(others.sent).toHaveLength(1);
    expect(shown('ani', 'city')).toBe('Yerevan');
  });

  test('is taken back to what the server had made of it', async () => {
    const { write } = others;
    others.write = (id, values) => write.call(others, id, values.city === ' Gyumri' ? { city: 'Gyumri' } : values);
    type('ani', 'city', ' Gyumri');
    await settled();
    type('ani', 'city', 'Vanadzor');
    await settled();
    history.undo();
    await settled();
    history.undo();
    await settled();
    expect(others.records.get('ani')).toMatchObject({ city: 'Yerevan' });
    expect(kept).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { ApiError, unreachable } from '../client/api-error.ts';
import type { ChangeMade, WaitingChange } from './waiting-change.ts';
import { newKey, WaitingChanges, type WaitingStore } from './waiting-changes.ts';

const refusal = (status: number, code: string, params: Record<string, unknown> = {}) =>
  new ApiError({ type: 'about:blank', title: code, status, code, params, fields: [], requestId: '' });
const away = () => unreachable(new TypeError('Failed to fetch'));

/** What a browser keeps over a closing and opening of the page. */
function openDevice(): WaitingStore {
  const waiting = new Map<number, WaitingChange>();
  let last = 0;
  return {
    findReader: async () => 'ararat.mariam',
    listWaiting: async () => [...waiting.values()].toSorted((one, other) => one.position - other.position),
    addWaiting: async (change) => {
      last += 1;
      waiting.set(last, structuredClone({ ...change, position: last }));
    },
    putWaiting: async (change) => void waiting.set(change.position, structuredClone(change)),
    removeWaiting: async (position) => void waiting.delete(position),
  };
}

/** A server with versions, as far as this needs one. It remembers the answers of keys. */
class Server {
  readonly records = new Map<string, AnyRecord>();
  readonly answers = new Map<string, AnyRecord>();
  readonly taken: string[] = [];
  /** Throws what goes wrong before or after the write. */
  before: (change: WaitingChange) => void = () => undefined;
  after: (change: WaitingChange) => void = () => undefined;

  readonly transmit = async (change: WaitingChange): Promise<AnyRecord> => {
    this.before(change);
    const known = this.answers.get(change.key);
    const answer = known ?? this.#write(change);
    this.answers.set(change.key, answer);
    if (!known) this.taken.push(`${change.kind} ${JSON.stringify(change.values)}`);
    this.after(change);
    return answer;
  };

  #write(change: WaitingChange): AnyRecord {
    if (change.kind === 'create') return this.#create(change);
    const values = change.kind === 'delete' ? { deletedAt: 'now' } : change.values;
    return this.#update({ ...change, values });
  }

  put(record: Partial<AnyRecord> & { readonly id: string }): void {
    this.records.set(record.id, { version: 1, ...record } as AnyRecord);
  }

  #create({ values }: WaitingChange): AnyRecord {
    const record = { ...values, id: `real-${this.records.size + 1}`, version: 1 } as unknown as AnyRecord;
    this.records.set(record.id, record);
    return record;
  }

  #update({ id, values, version }: WaitingChange): AnyRecord {
    const current = this.records.get(id);
    if (!current) throw refusal(404, 'notFound');
    if (version !== null && version !== current.version) throw refusal(412, 'stale', { current });
    const record = { ...current, ...values, version: current.version + 1 } as AnyRecord;
    this.records.set(id, record);
    return record;
  }
}

let server: Server;
let changes: WaitingChanges;
let store: WaitingStore;
const send = () => changes.send(server.transmit, () => undefined);
const states = () => changes.list().map(({ state }) => state);

const change = (id: string, values: object, more: Partial<ChangeMade> = {}): ChangeMade => ({
  ...{ kind: 'update', noun: 'company', plural: 'companies', id, title: 'Wool', version: 1, key: newKey() },
  ...{ values: { ...values }, shown: { ...values }, before: {} },
  ...more,
});

beforeEach(() => {
  server = new Server();
  store = openDevice();
  changes = new WaitingChanges(store);
  server.put({ id: 'wool', name: 'Wool', industry: 'textiles' });
});

describe('changes made without a network', () => {
  it('are sent in the order in which they were made, each upon what the one before it made', async () => {
    await changes.add(change('wool', { name: 'Wool and silk' }, { before: { name: 'Wool' } }));
    await changes.add(change('wool', { industry: 'fashion' }, { before: { industry: 'textiles' } }));
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Wool and silk', industry: 'fashion', version: 3 });
    expect(changes.list()).toEqual([]);
  });

  it('outlive the page', async () => {
    await changes.add(change('wool', { name: 'Wool and silk' }, { before: { name: 'Wool' } }));
    changes = new WaitingChanges(store);
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Wool and silk' });
  });

  it('wait on when nobody answers, whatever the reason', async () => {
    for (const error of [
      away(),
      refusal(503, 'unavailable'),
      refusal(401, 'notSignedIn'),
      refusal(409, 'pageOfAnother'),
      refusal(429, 'tooManyRequests'),
    ]) {
      server.before = () => {
        throw error;
      };
      if (changes.list().length === 0)
        await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
      await send();
      expect(states()).toEqual(['waiting']);
    }
    server.before = () => undefined;
    await send();
    expect(server.taken).toHaveLength(1);
  });

  it('are made once where only the answer was lost', async () => {
    await changes.add(change('new', { name: 'Vanadzor' }, { kind: 'create', version: 0 }));
    server.after = () => {
      throw away();
    };
    await send();
    expect(states()).toEqual(['waiting']);
    server.after = () => undefined;
    await send();
    expect([server.taken.length, changes.list().length, server.records.size]).toEqual([1, 0, 2]);
  });

  it('follow a new record to the name the server gives it, in what is changed and in what points at it', async () => {
    await changes.add(change('new', { name: 'Vanadzor' }, { kind: 'create', version: 0 }));
    await changes.add(change('new', { industry: 'textiles' }, { version: 0, before: {} }));
    await changes.add(
      change('note', { body: 'They called', company: 'new' }, { kind: 'create', noun: 'note', version: 0 }),
    );
    await send();
    expect(server.records.get('real-2')).toMatchObject({ name: 'Vanadzor', industry: 'textiles' });
    expect(server.records.get('real-3')).toMatchObject({ company: 'real-2' });
  });
});

describe('what stands in the way of a change', () => {
  it('that somebody changed another field does not: it goes upon theirs', async () => {
    await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
    server.put({ id: 'wool', name: 'Wool', industry: 'fashion', version: 7 });
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Silk', industry: 'fashion', version: 8 });
  });

  it('a change that goes upon theirs takes no later one with it over what they wrote', async () => {
    await changes.add(change('wool', { industry: 'fashion' }, { before: { industry: 'textiles' } }));
    await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
    server.put({ id: 'wool', name: 'Linen', industry: 'textiles', version: 7 });
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Linen', industry: 'fashion', version: 8 });
    expect(states()).toEqual(['conflict']);
  });

  it('that the server wrote a value in its own way is no change of somebody else', async () => {
    await changes.add(change('wool', { name: 'silk ' }, { before: { name: 'Wool' } }));
    await changes.add(change('wool', { name: 'Felt' }, { before: { name: 'silk ' } }));
    server.before = ({ values }) => {
      if (values.name === 'silk ') Object.assign(values, { name: 'Silk' });
    };
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Felt', version: 3 });
  });

  it('that what a reference is called was left out of an answer does not either', async () => {
    server.put({ id: 'wool', owner: { id: 'anna' }, version: 2 } as never);
    await changes.add(change('wool', { owner: 'boris' }, { before: { owner: { id: 'anna', label: 'Anna' } } }));
    await send();
    expect(changes.list()).toEqual([]);
  });

  it.each([
    ['mine', { name: 'Silk', version: 8 }],
    ['theirs', { name: 'Linen', version: 7 }],
  ])('that somebody changed the same field is for the person to decide: %s', async (choice, kept) => {
    await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
    await changes.add(change('wool', { industry: 'fashion' }, { before: { industry: 'textiles' } }));
    server.put({ id: 'wool', name: 'Linen', industry: 'textiles', version: 7 });
    await send();
    expect(states()).toEqual(['conflict', 'waiting']);
    expect(server.records.get('wool')).toMatchObject({ name: 'Linen', version: 7 });
    const [conflict] = changes.list();
    expect(conflict?.current).toMatchObject({ name: 'Linen' });
    if (choice === 'mine') await changes.keepMine(conflict as WaitingChange);
    else await changes.drop(conflict as WaitingChange);
    await send();
    expect(server.records.get('wool')).toMatchObject({ ...kept, industry: 'fashion', version: kept.version + 1 });
    expect(changes.list()).toEqual([]);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'notFound'],
    [422, 'invalid'],
  ])('a refusal with %i keeps it, with the reason, and holds up nothing else', async (status, code) => {
    await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
    await changes.add(change('other', { name: 'Clay' }, { kind: 'create', version: 0 }));
    server.before = ({ id }) => {
      if (id === 'wool') throw refusal(status, code);
    };
    await send();
    expect(changes.list()).toMatchObject([{ id: 'wool', state: 'refused', problem: { status, code } }]);
    expect(server.taken).toHaveLength(1);
    server.before = () => undefined;
    await changes.retry(changes.list()[0] as WaitingChange);
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Silk' });
  });

  it('a new record that is given up takes along what was changed in it, and nothing else', async () => {
    await changes.add(change('new', { name: 'Vanadzor' }, { kind: 'create', version: 0 }));
    await changes.add(change('new', { industry: 'textiles' }, { version: 0 }));
    await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
    await changes.drop(changes.list()[0] as WaitingChange);
    expect(changes.list().map(({ id }) => id)).toEqual(['wool']);
  });
});

describe('a deletion', () => {
  const deletion = (id: string, version = 1) =>
    change(id, {}, { kind: 'delete', version, shown: { deletedAt: 'here' }, before: { name: 'Wool' } });

  it('waits and is sent like any change, after what was changed before it', async () => {
    await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }), deletion('wool'));
    expect([changes.holds('wool'), changes.holds('felt')]).toEqual([true, false]);
    await send();
    expect(server.records.get('wool')).toMatchObject({ name: 'Silk', deletedAt: 'now', version: 3 });
    expect(changes.list()).toEqual([]);
  });

  it('of a new record goes after its creation', async () => {
    await changes.add(change('new', { name: 'Vanadzor' }, { kind: 'create', version: 0 }), deletion('new', 0));
    await send();
    expect(server.records.get('real-2')).toMatchObject({ name: 'Vanadzor', deletedAt: 'now' });
  });

  it('is taken back while it waits', async () => {
    await changes.add(deletion('wool'), change('felt', { name: 'Felt' }));
    expect(await changes.takeBackDeletion(['wool', 'felt'])).toEqual(['wool']);
    expect(changes.list().map(({ id }) => id)).toEqual(['felt']);
  });

  it.each(['mine', 'theirs'])('of what somebody changed meanwhile is for the person to decide: %s', async (choice) => {
    await changes.add(change('wool', { industry: 'fashion' }, { before: { industry: 'textiles' } }), deletion('wool'));
    server.put({ id: 'wool', name: 'Linen', industry: 'textiles', version: 7 });
    await send();
    const [conflict] = changes.list();
    expect(conflict).toMatchObject({ kind: 'delete', state: 'conflict', current: { name: 'Linen', version: 8 } });
    if (choice === 'mine') await changes.keepMine(conflict as WaitingChange);
    else await changes.drop(conflict as WaitingChange);
    await send();
    expect(server.records.get('wool')?.deletedAt).toBe(choice === 'mine' ? 'now' : undefined);
    expect(changes.list()).toEqual([]);
  });
});

it('that somebody wrote the very same value stands in nobody’s way', async () => {
  await changes.add(change('wool', { name: 'Silk' }, { before: { name: 'Wool' } }));
  server.put({ id: 'wool', name: 'Silk', version: 7 });
  await send();
  expect([changes.list(), server.records.get('wool')?.name]).toEqual([[], 'Silk']);
});

it('tells nobody as long as nothing waits: every row of a list listens', async () => {
  const before = changes.list();
  let told = 0;
  changes.watch(() => {
    told += 1;
  });
  await changes.read();
  expect([told, changes.list() === before]).toEqual([0, true]);
  await changes.add(change('wool', { name: 'Silk' }));
  expect(told).toBe(1);
});

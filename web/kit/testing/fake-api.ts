import { matchesFilter } from '../../../shared/filter/evaluate.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Metadata, Session } from '../../../shared/nouns/metadata.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Link, PersonName } from '../../../shared/nouns/value.ts';
import { change, changesOf, type Draft, type FakeStore, insert, recordsOf } from './fake-store.ts';

/** What a request is refused with. */
class Refusal extends Error {
  readonly status: number;
  readonly problem: object;
  constructor(status: number, code: string, more: object = {}) {
    super(code);
    this.status = status;
    this.problem = {
      type: 'about:blank',
      title: code,
      status,
      code,
      params: {},
      fields: [],
      requestId: 'fake',
      ...more,
    };
  }
}

/** Answers the documented REST calls from memory, as `fetch` would. `delay` is the time an answer takes, in ms. */
export function createFakeFetch(store: FakeStore, delay: () => number): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input), location.origin);
    await new Promise((done) => setTimeout(done, delay()));
    init?.signal?.throwIfAborted();
    try {
      const [status, body] = answer(store, init?.method ?? 'GET', url, init);
      return Response.json(structuredClone(body), { status });
    } catch (error) {
      if (error instanceof Refusal) return Response.json(error.problem, { status: error.status });
      throw error;
    }
  };
}

type Answer = readonly [status: number, body: unknown];

function answer(store: FakeStore, method: string, url: URL, init: RequestInit | undefined): Answer {
  const [plural = '', id, verb] = url.pathname.replace('/api/v1/', '').split('/');
  if (plural === 'session') return [200, sessionOf(store)];
  if (plural === 'metadata') return [200, metadataOf(store)];
  if (plural === 'views') return [200, { items: [], mine: { opens: null, order: [], columns: null, widths: {} } }];
  if (plural === 'timeline') return [200, timelineOf(store, id ?? '', verb ?? '')];
  const noun = store.nouns.find((one) => one.plural === plural);
  if (!noun) throw new Refusal(404, 'unknownNoun');
  const body = (init?.body ? JSON.parse(String(init.body)) : {}) as Draft;
  if (method === 'GET' && !id) return [200, listOf(store, noun, url.searchParams)];
  if (id === 'count') return [200, { count: select(store, noun, url.searchParams).length, capped: false }];
  if (id === 'batch') return [200, { items: runBatch(store, noun, body) }];
  if (!id) return [201, create(store, noun, body)];
  const record = find(store, noun, id);
  if (verb === 'changes') return [200, { items: changesOf(store, id), next: null }];
  if (method === 'GET') return [200, expanded(store, noun, record)];
  return [200, update(store, noun, record, body, new Headers(init?.headers).get('if-match'))];
}

/** Of what is told only the changes are pretended. */
function timelineOf(store: FakeStore, noun: string, id: string) {
  const items = changesOf(store, id).map((change) => ({
    ...{ kind: 'change', at: change.at, about: null },
    change: { ...change, noun, recordId: id },
  }));
  return { items, next: null };
}

function find(store: FakeStore, noun: Noun, id: string): AnyRecord {
  const record = recordsOf(store, noun).find((one) => one.id === id);
  if (!record) throw new Refusal(404, 'notFound', { params: { noun: noun.name, id } });
  return record;
}

function create(store: FakeStore, noun: Noun, body: Draft): AnyRecord {
  const missing = Object.entries(noun.fields).filter(([name, field]) => 'required' in field && !body[name]);
  const fields = missing.map(([path]) => ({ path, code: 'required' }));
  if (fields.length > 0) throw new Refusal(422, 'invalid', { fields });
  return insert(store, noun, body);
}

function update(store: FakeStore, noun: Noun, record: AnyRecord, body: Draft, match: string | null): AnyRecord {
  if (match && match !== `"${record.version}"`) throw new Refusal(412, 'stale', { params: { current: record } });
  if (body.name === 'refuse') throw new Refusal(422, 'invalid', { fields: [{ path: 'name', code: 'wrongValue' }] });
  return change(store, noun, record, body);
}

function runBatch(store: FakeStore, noun: Noun, body: Draft): readonly AnyRecord[] {
  return (body.operations as readonly Record<string, { id: string }>[]).map((operation) => {
    const id = (operation.delete ?? operation.restore)?.id ?? '';
    const deletedAt = operation.delete ? new Date().toISOString() : null;
    return change(store, noun, find(store, noun, id), { deletedAt }, operation.delete ? 'deleted' : 'restored');
  });
}

function listOf(store: FakeStore, noun: Noun, query: URLSearchParams) {
  const start = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 60);
  const sort = query.get('sort') ?? '-createdAt';
  const name = sort.replace('-', '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const text = (record: AnyRecord) => sortKey(store, noun, record, name);
  const all = select(store, noun, query).toSorted(
    (one, other) => sign * text(one).localeCompare(text(other), 'en', { numeric: true }),
  );
  const items = all.slice(start, start + limit).map((record) => expanded(store, noun, record));
  return { items, next: start + limit < all.length ? String(start + limit) : null };
}

function select(store: FakeStore, noun: Noun, query: URLSearchParams): readonly AnyRecord[] {
  const words = query.get('search')?.toLowerCase();
  const filter = JSON.parse(query.get('filter') ?? 'null') as Filter | null;
  const nouns = (name: string) => store.nouns.find((one) => one.name === name) ?? null;
  const ctx = {
    memberId: store.memberId,
    teamMemberIds: [store.memberId],
    today: '2026-06-15',
    timeZone: 'Asia/Yerevan',
  };
  return recordsOf(store, noun)
    .filter((record) => (record.deletedAt !== null) === (query.get('deleted') === 'true'))
    .filter((record) => !words || JSON.stringify(record).toLowerCase().includes(words))
    .filter((record) => !filter || matchesFilter(filter, record, noun, nouns, ctx));
}

function sortKey(store: FakeStore, noun: Noun, record: AnyRecord, name: string): string {
  const value = expanded(store, noun, record)[name];
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const { label, amount } = value as { label?: string; amount?: string };
  return label ?? amount ?? JSON.stringify(value);
}

function expanded(store: FakeStore, noun: Noun, record: AnyRecord): AnyRecord {
  const fields = allFields(noun);
  const entries = Object.entries(record).map(([name, value]) => {
    const field = fields[name];
    if (value === null || !field) return [name, value];
    if (field.kind === 'member') return [name, labelled(store, 'member', value as Link)];
    if (field.kind === 'relation') return [name, labelled(store, field.to, value as Link)];
    return [name, field.kind === 'links' ? (value as Link[]).map((link) => labelled(store, field.to, link)) : value];
  });
  return Object.fromEntries(entries) as AnyRecord;
}

function labelled(store: FakeStore, target: string, link: Link): Link {
  const noun = store.nouns.find((one) => one.name === target);
  const title = noun && recordsOf(store, noun).find((one) => one.id === link.id)?.[noun.title];
  if (typeof title === 'string') return { ...link, label: title };
  const { given, family } = (title ?? {}) as PersonName;
  return given || family ? { ...link, label: [given, family].filter(Boolean).join(' ') } : link;
}

function metadataOf(store: FakeStore): Metadata {
  const may = {
    read: true,
    create: true,
    update: true,
    delete: true,
    restore: true,
    merge: false,
    share: true,
    bulk: true,
    configure: false,
    import: true,
    export: true,
  };
  return {
    nouns: store.nouns.map((noun) => ({
      ...noun,
      fields: Object.entries(allFields(noun)).map(([name, field]) => ({ name, ...field })),
      may,
    })),
  };
}

function sessionOf(store: FakeStore): Session {
  const name = 'Ani Sargsyan';
  const workspace = { id: 'w', name: 'Ararat', language: 'en', currency: 'EUR', timeZone: 'Asia/Yerevan' } as const;
  return {
    account: { id: 'a', email: 'ani@example.test', name },
    workspace,
    member: { id: store.memberId, name },
    role: 'owner',
    cursor: '1:1:@1',
  };
}

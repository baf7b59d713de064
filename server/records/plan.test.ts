import { describe, expect, it } from 'vitest';
import { dealsModule } from '../../modules/deals/server/index.ts';
import { loadRecords } from '../../modules/demo/server/index.ts';
import { addDays } from '../../shared/dates/iso-date.ts';
import { type OperandKind, operandKindOf, partsOf, resolvePath } from '../../shared/filter/field-path.ts';
import type { Condition, Filter, FilterValue, Operator } from '../../shared/filter/filter.ts';
import { operatorsOf } from '../../shared/filter/operators-of.ts';
import { pastOperatorsOf } from '../../shared/filter/was.ts';
import type { Area } from '../../shared/geo/location.ts';
import type { CustomFieldDefinition } from '../../shared/nouns/custom-field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { keepIndexes } from '../indexes/keep-indexes.ts';
import { countVisible } from '../merging/count-pointers.ts';
import { findDuplicates } from '../merging/duplicates.ts';
import { changeStructure } from '../metadata/change-structure.ts';
import { insertCustomField } from '../metadata/custom-field.repository.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { multiplyRecords } from '../testing/multiply.ts';
import { plansOf, tablesScanned, tablesScannedInVain } from '../testing/plans.ts';
import { useDatabaseOnSecondServer } from '../testing/second-server.ts';
import { addWorkspace } from '../testing/workspace.ts';
import { readTimeline } from '../timeline/read-timeline.ts';
import { writeTimelineCursor } from '../timeline/timeline-cursor.ts';
import { countRecords, type ListQuery, listRecords } from './list.ts';
import { parseOrder, writeCursor } from './order.ts';
import { findRecordText } from './read.ts';
import { newId } from './uuid.ts';

/** Every question a list can ask, at a size where reading a whole table shows. Plans only: nothing is run. */
const bare = (await addWorkspace(await useDatabaseOnSecondServer(), createRegistry(serverModules))).system;
/** Kinds that no module has a field of. */
const addedKinds = [
  ...['percent', 'rating', 'urls', 'emails', 'phones', 'richText', 'json', 'location', 'autonumber', 'anyRelation'],
  ...['files', 'links', 'formula'],
] as const;
await changeStructure(bare, async ({ db }) => {
  for (const kind of addedKinds) {
    const computed = kind === 'formula' ? { formula: 'length(body)', result: 'number' } : {};
    const definition = {
      kind,
      label: { en: kind },
      to: 'company',
      numbering: 'N-{0}',
      ...computed,
    } as CustomFieldDefinition;
    const name = `x${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    await insertCustomField(db, { id: newId(), noun: 'note', name, definition });
  }
});
await keepIndexes(bare);
const system = { ...bare, registry: await readRegistry(bare.registry, bare.db) };
const nouns = ['company', 'person', 'deal', 'dealLine', 'stageVisit', 'task', 'note'].map(system.registry.getNoun);
await loadRecords(system, { people: 1_000, companies: 200, deals: 500, activities: 1_000 });
// The smaller a table, the sooner PostgreSQL reads all of it: whoever uses an index of 25,000 uses one of 100,000. Deals, which all lie
// in one pipeline, are as many as a workspace of that size has; a deal has been through several stages.
const copies: Readonly<Record<string, number>> = { deal: 100, dealLine: 100, stageVisit: 50 };
await multiplyRecords(system, nouns, ({ name }) => copies[name] ?? 25);

const sizes = await system.db.query<{ name: string; size: number }>({
  text: `select relname as name, reltuples::int as size from pg_class where relkind = 'r' and reltuples > 1000 and relnamespace = current_schema()::regnamespace`,
});
const large = new Map(sizes.map(({ name, size }) => [name, size]));
const [somebody] = await system.db.query<{ id: string; owner: string; company: string }>({
  text: `select id, owner, company from people where company is not null and owner is not null limit 1`,
});
const nobody = '0190a000-0000-7000-8000-00000000dead';

/**
 * A page is chosen in a subquery of its own and only then written out: which of its fields are written changes nothing in how it
 * is found, and planning all of them was most of the work here. All are written out in the first order and for one record.
 */
const page = { fields: ['id'] };

/** The tables a list, and the count beside it, would read from end to end. A count may read what it has to count. */
async function scannedBy(noun: Noun, query: ListQuery, counted = false): Promise<string[]> {
  const [list] = await plansOf(system, (ctx) => listRecords(ctx, noun, query));
  const [count] = counted ? await plansOf(system, (ctx) => countRecords(ctx, noun, query)) : [];
  const listed = list ? tablesScanned(list, new Set(large.keys())) : ['no plan'];
  const told = count ? tablesScannedInVain(count, large).map((table) => `count of ${table}`) : [];
  return [...listed, ...told].map((table) => `${table}: ${JSON.stringify(query)}`);
}

describe.each(nouns.map((noun) => [noun.plural, noun] as const))('%s are never read from end to end', (_, noun) => {
  const paths = pathsOf(noun);

  it('in any order, from the start and after a page', async () => {
    const faults: string[] = [];
    for (const [place, sort] of ordersOf(noun).entries()) {
      const order = parseOrder(noun, sort);
      const keys = order.expression ? [keyOf(order.type), ...(order.nullable ? [null] : [])] : [null];
      const cursors = keys.map((key) => writeCursor(order, { key, id: somebody?.id ?? nobody }));
      for (const cursor of [undefined, ...cursors]) {
        const shape = place === 0 ? { expand: ['*'] } : page;
        faults.push(...(await scannedBy(noun, { sort, ...(cursor ? { cursor } : {}), ...shape })));
      }
    }
    expect(faults).toEqual([]);
  });

  it('by any condition on a field of their own', { timeout: 60_000 }, async () => {
    const faults: string[] = [];
    for (const path of paths) {
      for (const filter of conditionsOn(noun, path)) faults.push(...(await scannedBy(noun, { filter, ...page }, true)));
    }
    expect(faults).toEqual([]);
  });

  it('by what related records and children hold', { timeout: 60_000 }, async () => {
    const faults: string[] = [];
    for (const path of relatedPaths(noun)) {
      for (const filter of conditionsOn(noun, path)) faults.push(...(await scannedBy(noun, { filter, ...page })));
    }
    expect(faults).toEqual([]);
  });

  it('by what hangs on them, by their history, and by what was worked out', async () => {
    const faults: string[] = [];
    for (const filter of furtherFilters(noun)) faults.push(...(await scannedBy(noun, { filter, ...page })));
    expect(faults).toEqual([]);
  });

  it('by search, in the bin, counted, and one by one', async () => {
    const faults: string[] = [];
    const typed = { search: 'petrosian', near: true };
    for (const query of [{ search: 'петров' }, { search: 'anna 1234' }, typed, { deleted: true }, {}]) {
      faults.push(...(await scannedBy(noun, query, true)));
    }
    const [plan] = await plansOf(system, (ctx) => findRecordText(ctx, noun, nobody, { expand: ['*'] }));
    faults.push(...(plan ? tablesScanned(plan, new Set(large.keys())) : ['no plan']));
    expect(faults).toEqual([]);
  });
});

it('tells a timeline by index alone, from the start, after a page and narrowed', async () => {
  const cursor = writeTimelineCursor({ at: '2026-01-01T00:00:00.000Z', key: nobody });
  const narrowed = { channels: ['call', 'note'], by: somebody?.owner ?? nobody, from: '2025-01-01T00:00:00Z' };
  const told = [system.registry.getNoun('company'), somebody?.company ?? nobody] as const;
  for (const query of [{ limit: 30 }, { limit: 30, cursor }, { limit: 30, ...narrowed }]) {
    const plans = await plansOf(system, (ctx) => readTimeline(ctx, ...told, query), { running: true });
    expect(plans.flatMap((plan) => tablesScanned(plan, new Set(large.keys())))).toEqual([]);
    expect(plans).toHaveLength(2);
  }
});

it('finds who is likely the same, and counts what points at a client, by index alone', async () => {
  const [company, person] = ['company', 'person'].map(system.registry.getNoun) as [Noun, Noun];
  const asked = [
    (ctx: Context) => findDuplicates(ctx, person, somebody?.id ?? nobody),
    (ctx: Context) => findDuplicates(ctx, company, somebody?.company ?? nobody),
    (ctx: Context) => countVisible(ctx, company, somebody?.company ?? nobody, nobody),
  ];
  for (const act of asked) {
    const plans = await plansOf(system, act, { running: true });
    expect(plans.flatMap((plan) => tablesScanned(plan, new Set(large.keys())))).toEqual([]);
  }
});

it('adds up the board by index alone', async () => {
  const [pipeline] = await system.db.query<{ id: string }>({ text: 'select id from pipelines limit 1' });
  const board = dealsModule.routes?.find(({ endpoint }) => endpoint.name === 'deals.board');
  const query = { pipeline: pipeline?.id, filter: { field: 'owner', op: 'is', value: somebody?.owner } };
  const input = { params: undefined, query, body: undefined, headers: {}, request: undefined as never };
  const plans = await plansOf(system, async (ctx) => board?.handle(ctx, input), { running: true });
  expect(plans.length).toBeGreaterThan(1);
  expect(plans.flatMap((plan) => tablesScanned(plan, new Set(large.keys())))).toEqual([]);
});

/** Records pointing here, and what the first field whose past can be asked for was, at some time and on a day. */
function furtherFilters(noun: Noun): Filter[] {
  const pointing = system.registry.nouns.flatMap((of) =>
    Object.entries(of.fields).flatMap(([by, field]) =>
      (field.kind === 'relation' || field.kind === 'links') && field.to === noun.name ? [{ of: of.name, by }] : [],
    ),
  );
  const hanging = pointing.flatMap((by): Filter[] => [{ related: by }, { related: { ...by, least: 3 } }]);
  const past = Object.entries(noun.fields).filter(([, field]) => pastOperatorsOf(field).length > 0);
  const was = past.slice(0, 2).flatMap(([field, { kind }]): Filter[] => {
    const [value = 1] = examples(operandKindOf(kind), noun.fields[field] ?? {}) as (string | number)[];
    const one = { field, op: 'is' as const, value };
    return [{ was: one }, { was: { ...one, on: '2025-06-01' } }];
  });
  const changed: Filter = { changed: { since: { from: 'today', plus: -7 } } };
  return [...hanging, ...was, changed, { all: [changed, ...was.slice(0, 1)] }];
}

function ordersOf(noun: Noun): string[] {
  const sortable = Object.keys(allFields(noun)).filter((name) => {
    try {
      return parseOrder(noun, name);
    } catch {
      return false;
    }
  });
  return sortable.flatMap((name) => [name, `-${name}`]);
}

function keyOf(type: string): string {
  if (type.startsWith('numeric')) return '100';
  if (type === 'uuid') return somebody?.id ?? nobody;
  if (type === 'boolean') return 'false';
  return type === 'date' || type.startsWith('timestamp') ? '2025-06-01' : 'м';
}

function pathsOf(noun: Noun): string[] {
  const fields = Object.entries(allFields(noun));
  return ['id', ...fields.flatMap(([name, field]) => [name, ...partsOf(field).map((part) => `${name}.${part}`)])];
}

/** The fields of what the noun points at and of its children. */
function relatedPaths(noun: Noun): string[] {
  const { registry } = system;
  const fields = Object.entries(noun.fields);
  const targets = fields.flatMap(([name, field]) => {
    const target =
      field.kind === 'relation'
        ? registry.getNoun(field.to)
        : field.kind === 'member'
          ? registry.getNoun('member')
          : null;
    return target ? Object.keys(target.fields).map((other) => `${name}.${other}`) : [];
  });
  const children = registry.nouns.filter(
    (child) => child.parent && (child.fields[child.parent] as { to?: string }).to === noun.name,
  );
  return [...targets, ...children.flatMap((child) => Object.keys(child.fields).map((name) => `${child.name}.${name}`))];
}

function conditionsOn(noun: Noun, path: string): Condition[] {
  const found = resolvePath(noun, path, system.registry.findNoun);
  if (!found) throw new Error(`${noun.name}.${path} leads nowhere`);
  return operatorsOf(found.kind).flatMap((op) =>
    valuesFor(found.kind, op, found.field).map((value) => conditionOf(path, op, value)),
  );
}

function conditionOf(field: string, op: Operator, value: FilterValue | undefined): Condition {
  return value === undefined ? { field, op } : { field, op, value };
}

/** A value many records hold, and one hardly any does. */
function valuesFor(kind: OperandKind, op: Operator, field: object): readonly (FilterValue | undefined)[] {
  if (op === 'isEmpty' || op === 'isNotEmpty') return [undefined];
  if (op === 'isInTeamOf') return ['@me'];
  const single = examples(kind, field);
  return op === 'isAnyOf' || op === 'isNoneOf' ? [single as readonly string[]] : single;
}

const day = (later: number) => addDays(new Date().toISOString().slice(0, 10), later);

function examples(kind: OperandKind, field: object): readonly (string | number | boolean | Area)[] {
  const options = (field as { options?: readonly { value: string }[] }).options ?? [];
  switch (kind) {
    case 'number':
    case 'years':
      return [1, 1_000_000_000];
    case 'anniversary':
      return [day(7), day(200)];
    case 'date':
    case 'datetime':
      return ['2025-06-01', '1999-01-01'];
    case 'boolean':
      return [true, false];
    case 'location':
      return [
        { latitude: 40.18, longitude: 44.51, kilometres: 5 },
        { latitude: -17.7, longitude: 179.9, kilometres: 5000 },
      ];
    case 'choice':
    case 'choices':
      return [options[0]?.value ?? '', options.at(-1)?.value ?? ''];
    case 'member':
      return [somebody?.owner ?? '', nobody];
    case 'relation':
    case 'links':
    case 'id':
      return [somebody?.company ?? '', nobody];
    default:
      return ['Иван', 'zylberquist 17'];
  }
}

import type { Field, FieldKind } from '../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { momentColumns } from './moment-columns.ts';
import { cutLinksTable, linksTableOf, quote, shortName, snakeCase, tableOf, wholeLinksName } from './names.ts';
import { type Registry, targetOf } from './registry.ts';
import { addressesText, type Column, storageOf, valueColumns, yearDaySql } from './storage.ts';

/** What the database of a workspace should look like, as far as nouns decide it. */
export interface DesiredTable {
  readonly name: string;
  /** What it was called before. */
  readonly was?: string;
  readonly columns: readonly DesiredColumn[];
  /** Full `create index` statements by index name. */
  readonly indexes: ReadonlyMap<string, string>;
  /** Indexes of added fields, by name: made and given up while everybody works, as they are asked for. */
  readonly later: ReadonlyMap<string, LaterIndex>;
  /** Full `alter table … add constraint` statements by constraint name. */
  readonly constraints: ReadonlyMap<string, string>;
  /** Table-level text of `create table` besides the columns, e.g. a primary key over two columns. */
  readonly keys: string;
}

export interface LaterIndex {
  /** The `create index`, which can be made one `concurrently`. */
  readonly statement: string;
  /** The noun's field that it finds records by. */
  readonly field: string;
}

export interface DesiredColumn extends Column {
  /** `not null default …` and the like; only for columns the engine itself owns. */
  readonly suffix?: string;
  readonly was?: string;
  /** Whose values it has where it is added to rows that are there. */
  readonly from?: string;
  /** Where it is a text yet, its names become records of this table. */
  readonly names?: NamesTaken;
  /** How many values PostgreSQL keeps to guess by how often others occur; its own choice when absent. */
  readonly statistics?: number;
}

/** The table whose records names become, and the column that is the name there. */
export interface NamesTaken {
  readonly table: string;
  readonly title: string;
}

const live = 'where deleted_at is null';

/**
 * By a hundred texts a word that one record in two hundred holds looks like one that nobody holds: of a million records
 * thousands were read to find the seven newest. Five hundred tell them apart, for a millisecond of planning.
 */
const searchStatistics = 500;

/**
 * Tables for every noun and every relation to many, in declaration order. Throws when two indexes or keys would bear one
 * name: tables share a schema, where `deal_lines` with `deal` and `deal` with `lines_deal` would meet.
 */
export function desiredSchema(registry: Registry): readonly DesiredTable[] {
  const tables = registry.nouns.flatMap((noun) => [nounTable(noun, registry), ...linksTables(noun, registry)]);
  const names = tables.flatMap((table) => [
    ...table.indexes.keys(),
    ...table.later.keys(),
    ...table.constraints.keys(),
  ]);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Declared twice: index or key ${twice}`);
  return tables;
}

function nounTable(noun: Noun, registry: Registry): DesiredTable {
  const table = tableOf(noun);
  const columns: DesiredColumn[] = [
    { name: 'id', type: 'uuid', suffix: 'not null' },
    { name: 'version', type: 'integer', suffix: 'not null default 1' },
    { name: 'search', type: 'text', suffix: "not null default ''", statistics: searchStatistics },
    // The record it went to the bin with, where it did not go by itself.
    { name: 'deleted_with', type: 'uuid' },
  ];
  const indexes = new Map<string, string>();
  const constraints = new Map<string, string>();
  const later = new Map<string, LaterIndex>();
  const addIndex = (suffix: string, body: string, unique = false, field: string | null = null) => {
    const name = shortName(`${table}_${suffix}`);
    const statement = `create ${unique ? 'unique ' : ''}index ${quote(name)} on ${quote(table)} ${body}`;
    if (field === null || unique) indexes.set(name, statement);
    else later.set(name, { statement, field });
  };
  addIndex('search_trgm', 'using gin (search gin_trgm_ops)');
  addIndex('live', `(id) ${live}`);
  addIndex('bin', '(deleted_at, id) where deleted_at is not null');
  const texts = textIndex(noun);
  addIndex(texts.suffix, texts.body);
  for (const names of noun.lookups ?? []) {
    const columns = names.map(snakeCase);
    addIndex(`${columns.join('_')}_idx`, `(${columns.map(quote).join(', ')}, id) ${live}`);
  }
  for (const { suffix, body } of toldIndexes(noun)) addIndex(suffix, body);
  for (const [name, field] of Object.entries(allFields(noun))) {
    const column = snakeCase(name);
    columns.push(...columnsOf(column, field, registry));
    const of = field.custom ? name : null;
    for (const index of fieldIndexes(name, column, field)) addIndex(index.suffix, index.body, index.unique, of);
    // The index of all the declared texts would have to be made anew for each text that is added.
    const texts = field.custom ? textsUnsearched(column, field) : [];
    if (texts.length > 0) addIndex(`${column}_trgm`, trigrams(texts), false, of);
    const target = field.kind === 'links' ? null : targetOf(registry, field);
    if (target) {
      const action = field.kind === 'relation' && field.onDelete === 'follow' ? 'cascade' : 'set null';
      const key = shortName(`${table}_${column}_fkey`);
      // Looked through later, while everybody works: a new column holds nothing that could be wrong.
      const unseen = field.custom ? ' not valid' : '';
      constraints.set(key, foreignKey(table, key, column, tableOf(target), action) + unseen);
    }
  }
  return { name: table, columns, indexes, later, constraints, keys: 'primary key (id)' };
}

function columnsOf(column: string, field: Field, registry: Registry): readonly DesiredColumn[] {
  const stamped = column === 'created_at' || column === 'updated_at';
  const columns = storageOf(field).columns(column, field);
  const was = field.was ? storageOf(field).columns(snakeCase(field.was), field) : [];
  return columns.map((item, index) => ({
    ...item,
    ...(stamped ? { suffix: 'not null default now()' } : {}),
    ...(was[index] ? { was: was[index].name } : {}),
    ...(field.kind === 'choice' && field.startsAs ? { from: snakeCase(field.startsAs) } : {}),
    ...(field.kind === 'relation' && field.wasText ? { names: namesTaken(registry.getNoun(field.to)) } : {}),
  }));
}

function namesTaken(noun: Noun): NamesTaken {
  return { table: tableOf(noun), title: snakeCase(noun.title) };
}

/** What is told about one record, by when it took place: a timeline is read from its newest end. */
function toldIndexes(noun: Noun): FieldIndex[] {
  if (!noun.tells) return [];
  const moment = momentColumns(noun.tells).map(quote).join(', ');
  return Object.entries(noun.fields).flatMap(([name, field]) => {
    if (field.kind !== 'relation' || field.to === noun.name) return [];
    const column = snakeCase(name);
    const told = `where deleted_at is null and ${quote(column)} is not null`;
    return [{ suffix: `${column}_told`, body: `(${quote(column)}, (coalesce(${moment})), id) ${told}` }];
  });
}

interface FieldIndex {
  readonly suffix: string;
  readonly body: string;
  readonly unique?: boolean;
}

/**
 * Every field a list can be ordered or narrowed by has an index. They hold the bin too: a deleted record still counts
 * where others point at it, and an index of the live ones alone would not serve there.
 */
function fieldIndexes(name: string, column: string, field: Field): FieldIndex[] {
  if (name === 'deletedAt') return [];
  const columns = valueColumns(column, field);
  const order = storageOf(field).order?.('t', column).replace('t.', '');
  if (field.kind === 'location') return locationIndexes(column);
  if (field.kind === 'richText' || field.kind === 'json') return [emptiness(column, columns.slice(1))];
  if (field.kind === 'choices')
    return [{ suffix: `${column}_gin`, body: `using gin (${quote(column)})` }, emptiness(column, columns)];
  if (!order) return columns.length > 0 ? [emptiness(column, columns), ...emptyParts(field, columns)] : [];
  // The very expression that filters and orders use, so that one index serves them and keeps values apart.
  const ordered = { suffix: `${column}_idx`, body: `((${order}), id)` };
  const own = !field.unique
    ? [ordered]
    : // The key of an added field holds its values alone: of a column that is new it is made in no time.
      field.custom
      ? [{ suffix: `${column}_key`, body: `((${order})) ${live} and ${order} is not null`, unique: true }, ordered]
      : [{ suffix: `${column}_key`, body: `((${order})) ${live}`, unique: true }];
  return [
    ...own,
    ...emptyParts(field, columns),
    ...yearDays(field, column),
    ...(field.computed ? [failures(column)] : []),
  ];
}

/** Finds a yearly day whenever it comes round, whatever its year. */
function yearDays(field: Field, column: string): FieldIndex[] {
  if (field.kind !== 'date' || !field.yearly) return [];
  return [{ suffix: `${column}_year_day`, body: `((${yearDaySql(quote(column))}), id)` }];
}

/** Finds the few records of which a computed field has no value but an error. */
function failures(column: string): FieldIndex {
  const error = quote(`${column}_error`);
  return { suffix: `${column}_failed`, body: `(${error}, id) where ${error} is not null` };
}

/** The point finds what is near; each coordinate what lies between two of them. */
function locationIndexes(column: string): FieldIndex[] {
  const [latitude, longitude, label] = ['latitude', 'longitude', 'label'].map((part) => `${column}_${part}`) as [
    ...[string, string, string],
  ];
  return [
    { suffix: `${column}_point`, body: `using gist (point(${quote(longitude)}, ${quote(latitude)}))` },
    { suffix: `${latitude}_idx`, body: `(${quote(latitude)}, id)` },
    { suffix: `${longitude}_idx`, body: `(${quote(longitude)}, id)` },
    emptiness(label, [{ name: label, type: 'text' }]),
  ];
}

/** Parts that can be asked for on their own; a name's whole column has its order. */
function emptyParts(field: Field, columns: readonly Column[]): FieldIndex[] {
  if (field.kind === 'anyRelation') {
    const noun = columns[1]?.name ?? '';
    return [{ suffix: `${noun}_idx`, body: `(${quote(noun)}, id)` }];
  }
  if (field.kind !== 'address' && field.kind !== 'personName' && field.kind !== 'money') return [];
  const parts = field.kind === 'address' ? columns : columns.slice(1);
  return parts.map((part) => emptiness(part.name, [part]));
}

/** Finds the few records that lack a value which has no order. */
function emptiness(column: string, columns: readonly Column[]): FieldIndex {
  const empty = columns.map(({ name }) => `${quote(name)} is null`).join(' and ');
  return { suffix: `${column}_empty`, body: `(id) where ${empty}` };
}

/** Texts that take no part in the search: one index finds any of them, and any part of one. */
function textIndex(noun: Noun): FieldIndex {
  const declared = Object.entries(allFields(noun)).filter(([, field]) => !field.custom);
  const columns = declared.flatMap(([name, field]) => textsUnsearched(snakeCase(name), field));
  return { suffix: 'texts_trgm', body: trigrams(columns) };
}

function trigrams(columns: readonly string[]): string {
  return `using gin (${columns.map((text) => `lower(${text}) gin_trgm_ops`).join(', ')})`;
}

/** The texts of the field that the record's search text does not hold or finds too much of, as expressions. */
function textsUnsearched(column: string, field: Field): readonly string[] {
  if (field.kind === 'money') return [quote(`${column}_currency`)];
  if (field.kind === 'personName' && field.search) return [quote(`${column}_prefix`)];
  // Part of an address is often part of a name: found by the search text, thousands would have to be looked at in vain.
  if (field.kind === 'emails') return [addressesText(quote(column))];
  if (field.search) return [];
  if (field.kind === 'location') return [quote(`${column}_label`)];
  if (field.kind === 'richText' || field.kind === 'json') return [quote(`${column}_text`)];
  // A list's whole JSON narrows down to the records one of whose entries may be meant.
  if (listKinds.has(field.kind)) return [`(${quote(column)}::text)`];
  if (!textKinds.has(field.kind)) return [];
  return valueColumns(column, field).map(({ name }) => quote(name));
}

const listKinds: ReadonlySet<FieldKind> = new Set(['phones', 'urls', 'files']);
const textKinds: ReadonlySet<FieldKind> = new Set(['text', 'longText', 'address', 'personName']);

function linksTables(noun: Noun, registry: Registry): DesiredTable[] {
  return Object.entries(noun.fields).flatMap(([name, field]) => {
    const target = field.kind === 'links' ? targetOf(registry, field) : null;
    if (!target) return [];
    const table = linksTableOf(noun, name);
    const whole = wholeLinksName(noun, name);
    const was = field.was ? linksTableOf(noun, field.was) : cutLinksTable(noun, name);
    const [reverse, source, towards] = ['target_idx', 'source_fkey', 'target_fkey'].map((end) =>
      shortName(`${whole}_${end}`),
    ) as [string, string, string];
    return [
      {
        name: table,
        ...(was ? { was } : {}),
        columns: [
          { name: 'source', type: 'uuid', suffix: 'not null' },
          { name: 'target', type: 'uuid', suffix: 'not null' },
          { name: 'role', type: 'text' },
          { name: 'starts_on', type: 'date' },
          { name: 'ends_on', type: 'date' },
          { name: 'position', type: 'integer', suffix: 'not null default 0' },
        ],
        later: new Map(),
        indexes: new Map([[reverse, `create index ${quote(reverse)} on ${quote(table)} (target, source)`]]),
        constraints: new Map([
          [source, foreignKey(table, source, 'source', tableOf(noun), 'cascade')],
          [towards, foreignKey(table, towards, 'target', tableOf(target), 'cascade')],
        ]),
        keys: 'primary key (source, target)',
      },
    ];
  });
}

function foreignKey(table: string, name: string, column: string, target: string, action: string): string {
  return (
    `alter table ${quote(table)} add constraint ${quote(name)} ` +
    `foreign key (${quote(column)}) references ${quote(target)} (id) on delete ${action}`
  );
}

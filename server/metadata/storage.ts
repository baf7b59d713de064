import { isValueError } from '../../shared/formula/value-error.ts';
import { personNameText } from '../../shared/names/person-name.ts';
import type { Field, FieldKind } from '../../shared/nouns/field.ts';
import type {
  Address,
  AnyReference,
  Email,
  FileReference,
  Location,
  Money,
  PersonName,
  Phone,
  Url,
} from '../../shared/nouns/value.ts';
import { jsonText } from '../../shared/text/json-text.ts';
import { plainTextOf } from '../../shared/text/rich-text.ts';
import { sanitiseRichText } from '../texts/rich-text.ts';
import { quote, snakeCase } from './names.ts';

/** How values of a field kind lie in the table. Column names are unquoted; `t` is the table's alias in a statement. */
export interface Storage {
  readonly columns: (column: string, field: Field) => readonly Column[];
  /** The SQL expression of the field's JSON value. */
  readonly json: (t: string, column: string) => string;
  /** The column values of a validated value; null and undefined empty them. */
  readonly write: (value: unknown, column: string) => Readonly<Record<string, unknown>>;
  /** What lists are ordered by and equality is asked of; absent where the kind has no order. */
  readonly order?: (t: string, column: string) => string;
}

export interface Column {
  readonly name: string;
  readonly type: string;
}

/** The collation texts are ordered by: language-neutral Unicode order over all four scripts. */
export const textCollation = '"und-x-icu"';

const one =
  (type: string) =>
  (column: string): readonly Column[] => [{ name: column, type }];
const plain = (t: string, column: string) => `${t}.${quote(column)}`;
const writeOne = (value: unknown, column: string) => ({ [column]: value ?? null });
/** Texts are ordered and compared without case, by one index. */
const orderText = (t: string, column: string) => `lower(${t}.${quote(column)}) collate ${textCollation}`;
const orderFirst = (t: string, column: string) => orderText(t, `${column}_first`);
const reference = (t: string, column: string) =>
  `case when ${plain(t, column)} is null then null else json_build_object('id', ${plain(t, column)}) end`;
const list = (t: string, column: string) => `coalesce(${plain(t, column)}, '[]'::jsonb)`;

const text: Storage = { columns: one('text'), json: plain, write: writeOne, order: orderText };
const scalar = (type: string): Storage => ({ columns: one(type), json: plain, write: writeOne, order: plain });
const pointer: Storage = { columns: one('uuid'), json: reference, write: writeOne, order: plain };

const money: Storage = {
  columns: (column) => [
    { name: column, type: 'numeric(20,4)' },
    { name: `${column}_currency`, type: 'text' },
  ],
  json: (t, column) =>
    `case when ${plain(t, column)} is null then null else json_build_object('amount', ${moneyText(plain(t, column))}, 'currency', ${plain(t, `${column}_currency`)}) end`,
  write: (value, column) => {
    const amount = value as Money | null | undefined;
    return { [column]: amount?.amount ?? null, [`${column}_currency`]: amount?.currency ?? null };
  },
  order: plain,
};

/** Amounts show two decimals and more only where there are more. */
export function moneyText(expression: string): string {
  return `case when scale(trim_scale(${expression})) <= 2 then round(${expression}, 2)::text else trim_scale(${expression})::text end`;
}

const emails: Storage = {
  columns: (column) => [
    { name: column, type: 'jsonb' },
    { name: `${column}_first`, type: 'text' },
  ],
  json: list,
  write: (value, column) => listColumns(column, value as readonly Email[] | null | undefined, (email) => email.address),
  order: orderFirst,
};

/** The day of the year as a number, 229 for the 29th of February, of a date column. */
export function yearDaySql(column: string): string {
  return `(extract(month from ${column}) * 100 + extract(day from ${column}))::integer`;
}

/** The addresses of a list of e-mails as JSON text, without their labels: what parts of them are found in. */
export function addressesText(column: string): string {
  return `(jsonb_path_query_array(${column}, '$[*].address')::text)`;
}

const urls: Storage = {
  ...emails,
  write: (value, column) => listColumns(column, value as readonly Url[] | null | undefined, (url) => url.address),
};

const files: Storage = {
  ...emails,
  write: (value, column) =>
    listColumns(column, value as readonly FileReference[] | null | undefined, ({ name }) => name),
};

const phones: Storage = {
  ...emails,
  write: (value, column) => listColumns(column, value as readonly Phone[] | null | undefined, (phone) => phone.number),
};

function listColumns<T>(column: string, items: readonly T[] | null | undefined, first: (item: T) => string) {
  const head = items?.[0];
  return {
    [column]: head === undefined ? null : JSON.stringify(items),
    [`${column}_first`]: head === undefined ? null : first(head),
  };
}

export const nameParts = ['given', 'middle', 'family', 'prefix'] as const;
const personName: Storage = {
  columns: (column) => [
    { name: column, type: 'text' },
    ...nameParts.map((part) => ({ name: `${column}_${part}`, type: 'text' })),
  ],
  json: (t, column) =>
    `case when ${plain(t, column)} is null then null else json_strip_nulls(json_build_object(${nameParts.map((part) => `'${part}', ${plain(t, `${column}_${part}`)}`).join(', ')})) end`,
  write: (value, column) => {
    const name = value as PersonName | null | undefined;
    const parts = Object.fromEntries(nameParts.map((part) => [`${column}_${part}`, name?.[part] || null]));
    return { [column]: (name && personNameText(name, 'en')) || null, ...parts };
  },
  order: orderText,
};

export const addressParts = ['street', 'city', 'region', 'postalCode', 'country'] as const;
const address: Storage = {
  columns: (column) => addressParts.map((part) => ({ name: `${column}_${snakeCase(part)}`, type: 'text' })),
  json: (t, column) => {
    const columns = addressParts.map((part) => plain(t, `${column}_${snakeCase(part)}`));
    const pairs = addressParts.map((part, index) => `'${part}', ${columns[index]}`).join(', ');
    return `case when coalesce(${columns.join(', ')}) is null then null else json_strip_nulls(json_build_object(${pairs})) end`;
  },
  write: (value, column) => {
    const parts = value as Address | null | undefined;
    return Object.fromEntries(addressParts.map((part) => [`${column}_${snakeCase(part)}`, parts?.[part] || null]));
  },
};

const anyRelation: Storage = {
  columns: (column) => [
    { name: column, type: 'uuid' },
    { name: `${column}_noun`, type: 'text' },
  ],
  json: (t, column) =>
    `case when ${plain(t, column)} is null then null else json_build_object('noun', ${plain(t, `${column}_noun`)}, 'id', ${plain(t, column)}) end`,
  write: (value, column) => {
    const reference = value as AnyReference | null | undefined;
    return { [column]: reference?.id ?? null, [`${column}_noun`]: reference?.noun ?? null };
  },
  order: plain,
};

/** Documents are filtered by what they say, which lies beside them as plain text. */
function document(
  type: string,
  write: (value: unknown) => readonly [kept: string | null, said: string | null],
): Storage {
  return {
    columns: (column) => [
      { name: column, type },
      { name: `${column}_text`, type: 'text' },
    ],
    json: plain,
    write: (value, column) => {
      const [kept, said] = value === null || value === undefined ? [null, null] : write(value);
      return { [column]: kept, [`${column}_text`]: said };
    },
  };
}

const richText = document('text', (value) => {
  // Whatever it came through: what is kept is sanitised.
  const html = sanitiseRichText(String(value));
  return [html, html && plainTextOf(html)];
});
const json = document('jsonb', (value) => [JSON.stringify(value), jsonText(value)]);

const location: Storage = {
  columns: (column) => [
    { name: `${column}_latitude`, type: 'double precision' },
    { name: `${column}_longitude`, type: 'double precision' },
    { name: `${column}_label`, type: 'text' },
  ],
  json: (t, column) => {
    const pairs = ['latitude', 'longitude', 'label'].map((part) => `'${part}', ${plain(t, `${column}_${part}`)}`);
    const filled = `json_strip_nulls(json_build_object(${pairs.join(', ')}))`;
    return `case when ${plain(t, `${column}_latitude`)} is null then null else ${filled} end`;
  },
  write: (value, column) => {
    const point = value as Location | null | undefined;
    return {
      [`${column}_latitude`]: point?.latitude ?? null,
      [`${column}_longitude`]: point?.longitude ?? null,
      [`${column}_label`]: point?.label ?? null,
    };
  },
};

const choices: Storage = {
  columns: one('text[]'),
  json: (t, column) => `to_json(coalesce(${plain(t, column)}, '{}'))`,
  write: (value, column) => ({ [column]: (value as string[] | null | undefined)?.length ? value : null }),
};

/** A `links` field has no column: its rows lie in a table of their own, written by records/links.ts. */
const links: Storage = { columns: () => [], json: () => 'null', write: () => ({}) };

const storages: Readonly<Record<FieldKind, Storage>> = {
  text,
  longText: { columns: one('text'), json: plain, write: writeOne },
  richText,
  autonumber: text,
  number: scalar('numeric'),
  percent: scalar('numeric'),
  rating: scalar('numeric'),
  money,
  date: scalar('date'),
  datetime: scalar('timestamptz(3)'),
  boolean: scalar('boolean'),
  choice: scalar('text'),
  choices,
  emails,
  phones,
  urls,
  files,
  personName,
  address,
  location,
  json,
  member: pointer,
  relation: pointer,
  anyRelation,
  links,
};

export function storageOf(field: Field): Storage {
  return field.computed ? computedStorage(field.kind) : storages[field.kind];
}

/** The columns of the value alone: a computed field has one more, which says why it has none. */
export function valueColumns(column: string, field: Field): readonly Column[] {
  return storages[field.kind].columns(column, field);
}

const computedStorages = new Map<FieldKind, Storage>();

function computedStorage(kind: FieldKind): Storage {
  const known = computedStorages.get(kind);
  if (known) return known;
  const { columns, json, write, order } = storages[kind];
  const storage: Storage = {
    columns: (column, field) => [...columns(column, field), { name: `${column}_error`, type: 'text' }],
    json: (t, column) => {
      const error = plain(t, `${column}_error`);
      return `case when ${error} is null then to_json(${json(t, column)}) else json_build_object('error', ${error}) end`;
    },
    write: (value, column) => {
      const error = isValueError(value) ? value.error : null;
      return { ...write(error ? null : value, column), [`${column}_error`]: error };
    },
    ...(order ? { order } : {}),
  };
  computedStorages.set(kind, storage);
  return storage;
}

import type { CustomField, CustomFieldDefinition } from '../../shared/nouns/custom-field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Queryable } from '../db/database.ts';
import { quote, snakeCase, tableOf } from './names.ts';

export const customFieldDdl = [
  `create table if not exists custom_field (
    id uuid primary key,
    noun text not null,
    name text not null,
    definition jsonb not null,
    created_at timestamptz not null default now(),
    unique (noun, name))`,
  'alter table custom_field add column if not exists version integer not null default 1',
];

/** The fields a workspace has added, in the order they were; none where the schema is older than such fields. */
export async function listCustomFields(db: Queryable): Promise<readonly CustomField[]> {
  const [table] = await db.query<{ found: boolean }>({
    text: "select to_regclass('custom_field') is not null as found",
  });
  if (!table?.found) return [];
  // As JSON, because the table of an earlier Rapport counts no versions.
  const rows = await db.query<{ field: CustomField }>({
    text: 'select to_json(f) as field from custom_field f order by created_at, id',
  });
  return rows.map(({ field: { id, noun, name, definition, version = 1 } }) => ({
    id,
    noun,
    name,
    definition,
    version,
  }));
}

export async function insertCustomField(
  db: Queryable,
  { id, noun, name, definition }: Omit<CustomField, 'version'>,
): Promise<void> {
  await db.query({
    text: 'insert into custom_field (id, noun, name, definition) values ($1, $2, $3, $4)',
    values: [id, noun, name, JSON.stringify(definition)],
  });
}

export async function updateCustomField(db: Queryable, id: string, definition: CustomFieldDefinition): Promise<void> {
  await db.query({
    text: 'update custom_field set definition = $2, version = version + 1 where id = $1',
    values: [id, JSON.stringify(definition)],
  });
}

/** Whether a record, live or in the bin, holds this option of a choice. */
export async function isOptionUsed(
  db: Queryable,
  noun: Noun,
  field: { readonly name: string; readonly kind: string },
  value: string,
): Promise<boolean> {
  const column = `t.${quote(snakeCase(field.name))}`;
  const holds = field.kind === 'choices' ? `${column} && array[$1]::text[]` : `${column} = $1`;
  const [row] = await db.query<{ used: boolean }>({
    text: `select exists (select from ${quote(tableOf(noun))} t where ${holds}) as used`,
    values: [value],
  });
  return row?.used === true;
}

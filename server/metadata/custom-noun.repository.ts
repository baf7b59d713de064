import type { CustomNoun, CustomNounDefinition } from '../../shared/nouns/custom-noun.ts';
import type { Queryable } from '../db/database.ts';
import { listAppearance } from './appearance.repository.ts';
import { listCustomFields } from './custom-field.repository.ts';
import { listFieldSettings } from './field-setting.repository.ts';
import { listLayouts } from './layout.repository.ts';
import { listNounNames } from './noun-names.repository.ts';
import type { Additions } from './registry.ts';

export const customNounDdl = [
  `create table if not exists custom_noun (
    id uuid primary key,
    name text not null unique,
    plural text not null unique,
    definition jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null default now())`,
];

/** What a workspace has added, in the order it was; nothing where the schema is older than such things. */
export async function readAdditions(db: Queryable): Promise<Additions> {
  return {
    nouns: await listCustomNouns(db),
    fields: await listCustomFields(db),
    fieldSettings: await listFieldSettings(db),
    layouts: await listLayouts(db),
    nounNames: await listNounNames(db),
    appearance: await listAppearance(db),
  };
}

async function listCustomNouns(db: Queryable): Promise<readonly CustomNoun[]> {
  const [table] = await db.query<{ found: boolean }>({
    text: "select to_regclass('custom_noun') is not null as found",
  });
  if (!table?.found) return [];
  return db.query<CustomNoun>({
    text: 'select id, name, plural, definition, version from custom_noun order by created_at, id',
  });
}

export async function insertCustomNoun(db: Queryable, { id, name, plural, definition }: CustomNoun): Promise<void> {
  await db.query({
    text: 'insert into custom_noun (id, name, plural, definition) values ($1, $2, $3, $4)',
    values: [id, name, plural, JSON.stringify(definition)],
  });
}

export async function updateCustomNoun(db: Queryable, id: string, definition: CustomNounDefinition): Promise<void> {
  await db.query({
    text: 'update custom_noun set definition = $2, version = version + 1 where id = $1',
    values: [id, JSON.stringify(definition)],
  });
}

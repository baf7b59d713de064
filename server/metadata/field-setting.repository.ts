import type { FieldSetting } from '../../shared/nouns/field-setting.ts';
import type { Queryable } from '../db/database.ts';

export const fieldSettingDdl = [
  `create table if not exists field_setting (
    noun text not null,
    field text not null,
    version integer not null,
    definition jsonb not null,
    primary key (noun, field))`,
];

/** What the workspace says of fields; nothing where the schema is older than such settings. */
export async function listFieldSettings(db: Queryable): Promise<readonly FieldSetting[]> {
  const [table] = await db.query<{ found: boolean }>({
    text: "select to_regclass('field_setting') is not null as found",
  });
  if (!table?.found) return [];
  return db.query<FieldSetting>({
    text: 'select noun, field, version, definition from field_setting order by noun, field',
  });
}

/** Writes the setting unless it is not in the state `version - 1` any more; answers whether it was. */
export async function putFieldSetting(db: Queryable, setting: FieldSetting): Promise<boolean> {
  const rows = await db.query({
    text: `insert into field_setting (noun, field, version, definition) values ($1, $2, $3, $4)
      on conflict (noun, field) do update set version = excluded.version, definition = excluded.definition
        where field_setting.version = excluded.version - 1
      returning version`,
    values: [setting.noun, setting.field, setting.version, JSON.stringify(setting.definition)],
  });
  return rows.length === 1;
}

import type { Noun } from '../../shared/nouns/noun.ts';
import type { Link } from '../../shared/nouns/value.ts';
import type { Queryable } from '../db/database.ts';
import { linksTableOf, quote } from '../metadata/names.ts';
import type { Values } from './rules.ts';

/** The `links` fields among the values, which lie in tables of their own. */
export function linkFieldsIn(noun: Noun, values: Values): readonly string[] {
  return Object.keys(values).filter((name) => noun.fields[name]?.kind === 'links');
}

/** Makes the record's links of a field exactly these, in this order. */
export async function writeLinks(
  db: Queryable,
  noun: Noun,
  field: string,
  source: string,
  links: readonly Link[] | null | undefined,
): Promise<void> {
  const table = quote(linksTableOf(noun, field));
  await db.query({ text: `delete from ${table} where source = $1`, values: [source] });
  if (!links?.length) return;
  await db.query({
    text:
      `insert into ${table} (source, target, role, starts_on, ends_on, position) ` +
      'select $1, u.id, u.role, u.starts_on, u.ends_on, u.n::int ' +
      'from unnest($2::uuid[], $3::text[], $4::date[], $5::date[]) with ordinality u (id, role, starts_on, ends_on, n)',
    values: [
      source,
      links.map((link) => link.id),
      ...(['role', 'from', 'to'] as const).map((name) => links.map((link) => link[name] ?? null)),
    ],
  });
}

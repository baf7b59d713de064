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
      `insert into ${table} (source, target, role, position) select $1, u.id, u.role, u.n::int ` +
      'from unnest($2::uuid[], $3::text[]) with ordinality u (id, role, n)',
    values: [source, links.map((link) => link.id), links.map((link) => link.role ?? null)],
  });
}

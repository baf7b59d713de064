import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { quote, snakeCase, tableOf } from '../metadata/names.ts';
import { restrictedPointers } from '../records/filter-sql.ts';
import type { Lost } from './visibility.ts';

/** A record that was closed just now, or is shared with somebody no longer. */
export interface Closing {
  readonly id: string;
  readonly lost: Lost;
}

/** What is about records that are closed: it leaves the sight of whoever does not see these any more. */
export interface Hanging {
  readonly records: readonly (Closing & { readonly noun: string })[];
  /** Nouns of which there are more than are named, and parts of what hangs there. */
  readonly many: readonly Noun[];
}

const nothing: Hanging = { records: [], many: [] };

/** What hangs on these records of a noun, of those among them that are closed; of each noun `most` are named. */
export async function hangingOn(
  system: Context,
  noun: string,
  closings: readonly Closing[],
  most: number,
): Promise<Hanging> {
  const { registry } = system;
  const pointers = registry.nouns.flatMap((from) =>
    restrictedPointers(registry, from).flatMap(([field, to]) => (to.name === noun ? [{ from, field }] : [])),
  );
  if (closings.length === 0 || pointers.length === 0) return nothing;
  const rows = await system.db.query<{ place: number; id: string; at: string }>({
    text: `with closed as (select record from record_restriction where noun = $1 and record = any($2::uuid[]))
      ${pointers.map(selectOf).join(' union all ')}`,
    values: [noun, closings.map(({ id }) => id), most + 1],
  });
  const lostAt = new Map(closings.map(({ id, lost }) => [id, lost]));
  const many = new Set<Noun>();
  const records = pointers.flatMap(({ from }, place) => {
    const found = rows.filter((row) => row.place === place);
    if (found.length > 0) for (const part of registry.nouns) if (partOf(part) === from.name) many.add(part);
    // A part is seen with what it is of, and told of with it.
    if (found.length > most || from.parent) {
      if (found.length > 0) many.add(from);
      return [];
    }
    return found.map(({ id, at }) => ({ noun: from.name, id, lost: { ...(lostAt.get(at) as Lost), isHanging: true } }));
  });
  return { records, many: [...many] };
}

function selectOf({ from, field }: { readonly from: Noun; readonly field: string }, place: number): string {
  const pointer = quote(snakeCase(field));
  return `(select ${place} as place, t.id, t.${pointer} as at from closed c join ${quote(tableOf(from))} t on t.${pointer} = c.record
    where t.deleted_at is null limit $3)`;
}

function partOf({ parent, fields }: Noun): string | null {
  const field = parent ? fields[parent] : undefined;
  return field?.kind === 'relation' ? field.to : null;
}

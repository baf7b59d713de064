import type { FoundFile } from '../../../shared/contract/file-search.api.ts';
import { isShort } from '../../../shared/filter/search-text.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import { searchWords } from '../../../shared/text/fold.ts';
import { reachOf } from '../../access/access.ts';
import { noteShown } from '../../access-log/note-shown.ts';
import type { Context } from '../../context.ts';
import { literal, quote, tableOf } from '../../metadata/names.ts';
import { accessSql } from '../../records/filter-sql.ts';
import { Params } from '../../records/params.ts';
import { wordsSql } from '../../records/search-sql.ts';
import { labelSql } from '../../records/select-list.ts';
import { partBreak } from './text-parts.ts';

/** Of more files that say it, these are looked at for the newest. */
const mostMatching = 500;

/**
 * The files that hold every word of the query, in any of its spellings, of records that the actor may read and that are not in
 * the bin; the newest first. A question of short words alone is none for the index, and finds nothing.
 */
export async function searchFiles(ctx: Context, search: string, limit: number): Promise<readonly FoundFile[]> {
  const words = searchWords(search);
  const nouns = ctx.registry.nouns.filter((noun) => filesOf(noun).length > 0 && reachOf(ctx, noun, 'read') !== 'none');
  if (words.every(isShort) || nouns.length === 0) return [];
  ctx.reads?.assertMayRead(ctx);
  const params = new Params();
  const matches = wordsSql(search, 't.search', { params });
  const longest = words.filter((variants) => !isShort(variants))[0] ?? [];
  const places = longest.map((variant) => `nullif(position(${params.add(variant)}::text in t.search), 0)`);
  // As many breaks as stand before the first place, so many parts are passed over.
  const before = `string_to_array(left(t.search, coalesce(least(${places.join(', ')}), 1)), ${params.add(partBreak)}::text)`;
  const labels = nouns.map(
    (noun) => `when ${literal(noun.name)} then ${labelSql(ctx, noun, 'f.record', params, 'a')}::text`,
  );
  const found = await ctx.db.query<FoundFile>({
    text:
      `select f.id, t.parts[1] as name, coalesce(t.parts[array_length(${before}, 1)], '') as snippet, f.noun, f.record, ` +
      `case f.noun ${labels.join(' ')} end as label from (select * from file_text t where t.state = 'read' and ${matches} limit ${mostMatching}) t ` +
      `join stored_file f on f.id = t.file where f.detached_at is null and (${nouns.map((noun) => visible(ctx, noun, params)).join(' or ')}) ` +
      `order by f.uploaded_at desc, f.id desc limit ${params.add(limit)}`,
    values: params.values,
  });
  for (const noun of nouns) await noteFound(ctx, noun, found);
  return found;
}

/** A file's words are its record's: the records are shown by their names and by what their files say. */
function noteFound(ctx: Context, noun: Noun, found: readonly FoundFile[]): Promise<void> {
  const ids = [...new Set(found.flatMap((file) => (file.noun === noun.name ? file.record : [])))];
  return noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, { fields: [noun.title, ...filesOf(noun)] });
}

function filesOf(noun: Noun): readonly string[] {
  return Object.entries(allFields(noun)).flatMap(([name, field]) => (field.kind === 'files' ? [name] : []));
}

function visible(ctx: Context, noun: Noun, params: Params): string {
  const allowed = accessSql(ctx, noun, 'read', { params, alias: 'r' });
  const rights = allowed ? ` and ${allowed}` : '';
  const record = `select from ${quote(tableOf(noun))} r where r.id = f.record and r.deleted_at is null${rights}`;
  return `(f.noun = ${literal(noun.name)} and f.field = any(${params.add(filesOf(noun))}) and exists (${record}))`;
}

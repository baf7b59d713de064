import { invalidField } from '../../shared/errors.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { storyOf } from '../merging/merge.repository.ts';
import type { Change } from './change.ts';
import { type ChangeRow, changeColumns, toChange } from './change-row.ts';
import { readableChange } from './readable-change.ts';

export interface ChangeQuery {
  readonly noun: string;
  readonly recordId: string;
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | null;
  /** Only what changed this field. */
  readonly field?: string | undefined;
}

export interface ChangePage {
  readonly items: readonly Change[];
  /** Null on the last page. */
  readonly next: string | null;
}

/**
 * A record's history, newest first, with that of records which became part of it, of the fields the actor may read. Whether they may see the record is the caller's to
 * check. Throws 422 for a cursor that is none, and for a field the noun has not.
 */
export async function listReadableChanges(
  ctx: Context,
  noun: Noun,
  query: Omit<ChangeQuery, 'noun'>,
): Promise<ChangePage> {
  const { field } = query;
  if (field !== undefined && !Object.hasOwn(allFields(noun), field))
    throw invalidField('field', 'unknownField', { field });
  const { items, next } = await listChanges(ctx, { ...query, noun: noun.name });
  return { items: items.map((change) => readableChange(ctx, change)), next };
}

/** As `listReadableChanges`, whatever the fields are. */
export async function listChanges(ctx: Context, query: ChangeQuery): Promise<ChangePage> {
  const { noun, recordId, limit, field = null } = query;
  const before = query.cursor ? decodeCursor(query.cursor) : ['infinity', '0'];
  const rows = await ctx.db.query<ChangeRow>({
    name: 'change.list',
    text: `with recursive ${storyOf('$1')} select c.* from story cross join lateral (select ${changeColumns}, change.at as moment, change.id as number from change
        where record = story.id and noun = $2 and kind <> 'computed' and (change.at, change.id) < ($3::timestamptz, $4::bigint)
          and ($6::text is null or fields ? $6)
        order by change.at desc, change.id desc limit $5) c
      order by moment desc, number desc limit $5`,
    values: [recordId, noun, ...before, limit + 1, field],
  });
  const items = rows.slice(0, limit).map(toChange);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(last) : null };
}

function encodeCursor({ at, id }: Change): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

function decodeCursor(cursor: string): string[] {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,18})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (!found) throw invalidField('cursor', 'badCursor');
  return found.slice(1, 3);
}

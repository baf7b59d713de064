import { AppError } from '../../shared/errors.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { accessSql } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import type { Seen } from './read-counter.ts';
import { type Asked, type Watched, watchedIn } from './watched.ts';
import { withoutWords } from './without-words.ts';

/** Keeps account of a record that was shown, and of what it was shown with. */
export function noteOpened(ctx: Context, noun: Noun, id: string, asked: Asked = {}): Promise<void> {
  return noteShown(ctx, noun, { kind: 'opened', count: 1, ids: [id] }, asked);
}

/** As `noteOpened` for many. `ids` may be left out where `watchedIn` answers null. */
export async function noteShown(ctx: Context, noun: Noun, seen: Seen, asked: Asked): Promise<void> {
  const { reads } = ctx;
  if (!reads) return;
  const watched = watchedIn(ctx, noun, asked);
  reads.note(ctx, noun, { ...seen, ids: watched?.own ? seen.ids : null });
  // Columns of other records are records read; their names alone stand in every list and would drown the rest.
  for (const target of pathsTo(ctx, noun, asked)) reads.note(ctx, target, { kind: 'listed', count: seen.count });
  if (watched && watched.related.size > 0) await noteRelated(ctx, noun, seen.ids ?? [], watched);
  if (watched && seen.count > 0) noteGathered(ctx, noun, seen.count, watched, asked);
}

/** One entry a noun of whose records something was told without any being shown: by a roll-up, or by what a filter asked of them. */
function noteGathered(ctx: Context, noun: Noun, records: number, { gathered }: Watched, asked: Asked): void {
  if (gathered.length === 0) return;
  const { fields = [], filter } = asked;
  const details = { of: noun.name, fields, ...withoutWords(ctx, noun, { filter }) };
  for (const { name } of gathered) ctx.reads?.keep(ctx, { kind: 'figures', noun: name, records, details });
}

function pathsTo({ registry }: Context, noun: Noun, { fields = [], expand = [] }: Asked): readonly Noun[] {
  const fieldsOf = allFields(noun);
  const vias = [...fields, ...expand].flatMap((path) => (path.includes('.') ? (path.split('.')[0] ?? []) : []));
  return [...new Set(vias)].flatMap((via) => {
    const field = fieldsOf[via];
    return field?.kind === 'relation' ? [registry.getNoun(field.to)] : [];
  });
}

/** Writes down which of the records pointed at were shown; a statement for each pointer to what is watched, and none elsewhere. */
async function noteRelated(ctx: Context, noun: Noun, ids: readonly string[], { related }: Watched): Promise<void> {
  if (ids.length === 0) return;
  for (const [via, targets] of related)
    for (const target of new Set(targets)) {
      const shown = await listPointedAt(ctx, noun, ids, via, target);
      if (shown.length > 0) keep(ctx, target, 'listed', shown, { from: `${noun.name}.${via}` });
    }
}

/** The records that these point at by a field, as far as the actor may read them. */
async function listPointedAt(ctx: Context, noun: Noun, ids: readonly string[], via: string, target: Noun) {
  const params = new Params();
  const among = `any(${params.add(ids)}::uuid[])`;
  const allowed = accessSql(ctx, target, 'read', { params, alias: 'r' });
  const column = quote(snakeCase(via));
  const kind = allFields(noun)[via]?.kind;
  const isOfNoun = kind === 'anyRelation' ? ` and t.${quote(`${snakeCase(via)}_noun`)} = ${literal(target.name)}` : '';
  const pointers =
    kind === 'links'
      ? `${quote(linksTableOf(noun, via))} l join ${quote(tableOf(target))} r on r.id = l.target where l.source = ${among}`
      : `${quote(tableOf(noun))} t join ${quote(tableOf(target))} r on r.id = t.${column}${isOfNoun} where t.id = ${among}`;
  const rows = await ctx.db.query<{ id: string }>({
    text: `select distinct r.id from ${pointers}${allowed ? ` and ${allowed}` : ''}`,
    values: params.values,
  });
  return rows.map(({ id }) => id);
}

/** Keeps account of figures made of records: as many are counted as there are groups, and one entry says what was asked, where that is watched. */
export function noteFigures(ctx: Context, noun: Noun, groups: number, asked: Asked): void {
  const { reads } = ctx;
  if (!reads) return;
  reads.note(ctx, noun, { kind: 'figures', count: groups });
  noteQuestion(ctx, noun, groups, asked);
}

/** One entry that says what was asked of records that are not shown themselves, where that is watched. */
export function noteQuestion(ctx: Context, noun: Noun, records: number, { fields = [], ...asked }: Asked): void {
  const watched = watchedIn(ctx, noun, { ...asked, fields });
  if (!watched) return;
  const { filter, search } = asked;
  const details = { of: noun.name, fields, ...withoutWords(ctx, noun, { filter, search }) };
  const names = new Set([...[...watched.related.values()].flat(), ...watched.gathered].map(({ name }) => name));
  for (const name of watched.own ? names.add(noun.name) : names)
    ctx.reads?.keep(ctx, { kind: 'figures', noun: name, records, details });
}

/** Runs what changes a record and answers it as it stands then, or with a refusal as it stands; reading that is watched is written down. */
export async function noteAnswered<T>(ctx: Context, noun: Noun, id: string, write: () => Promise<T>): Promise<T> {
  const answer = await notingRefusal(ctx, noun, write);
  noteRewritten(ctx, noun, [id]);
  return answer;
}

/** A refusal as stale shows the record, too. */
export async function notingRefusal<T>(ctx: Context, noun: Noun, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof AppError && error.code === 'stale') noteRewritten(ctx, noun, [idOf(error.params.current)]);
    throw error;
  }
}

function idOf(current: unknown): string {
  return (current as { readonly id: string }).id;
}

/** Records that were answered to who changed them. They are not counted: what one works on was read before. */
export function noteRewritten(ctx: Context, noun: Noun, ids: readonly string[]): void {
  if (ids.length > 0 && watchedIn(ctx, ctx.registry.getNoun(noun.name), {})?.own)
    keep(ctx, noun, 'opened', ids, { written: true });
}

function keep(ctx: Context, noun: Noun, kind: Seen['kind'], ids: readonly string[], details: object): void {
  ctx.reads?.keep(ctx, { kind, noun: noun.name, records: ids.length, ids, details });
}

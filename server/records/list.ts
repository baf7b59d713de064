import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { noteQuestion, noteShown } from '../access-log/note-shown.ts';
import { watchedIn } from '../access-log/watched.ts';
import { withoutWords } from '../access-log/without-words.ts';
import type { Context } from '../context.ts';
import type { Statement } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessText } from './access-text.ts';
import { askBounded } from './ask-bounded.ts';
import { compileFilter } from './filter-sql.ts';
import { type Cursor, type Order, parseOrder, readCursor, writeCursor } from './order.ts';
import { Literals, Params } from './params.ts';
import { type Shape, selectList } from './select-list.ts';
import { isWorthSifting, noteVainSifting, type Sifting, siftedBy, siftedForEach, siftingOf } from './sifting.ts';

export interface ListQuery extends Shape {
  readonly filter?: Filter;
  readonly search?: string;
  /** Each word of the search may have one typing error. */
  readonly near?: boolean;
  /** A field's name, `-` in front for descending. */
  readonly sort?: string;
  readonly cursor?: string;
  /** A cursor instead: the page that ends with the record it stands at; `end` for the last page. */
  readonly before?: string;
  /** 1 to 200; 60 when absent. */
  readonly limit?: number;
  /** List the bin instead of the live records. */
  readonly deleted?: boolean;
}

/** Counts stop here: beyond, "more than" is all a person needs and all a list may cost. */
export const countLimit = 10_000;

/**
 * A page of records as JSON text `{"items":[…],"next":…}`, in one statement whose work is proportional to the page; with
 * `previous` where it was asked for by its end.
 */
export async function listRecords(ctx: Context, declared: Noun, query: ListQuery): Promise<string> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  if (query.cursor !== undefined || query.before !== undefined) ctx.reads?.assertNotStopped(ctx);
  ctx.reads?.assertMayRead(ctx);
  const order = parseOrder(noun, query.sort ?? (query.deleted ? '-createdAt' : undefined));
  const shown = { ...query, sort: order.text };
  const keepsIds = watchedIn(ctx, noun, shown) !== null;
  const page =
    (await siftPage(ctx, noun, query, order, keepsIds)) ??
    (await askBounded<Page>(ctx, noun, usesOf(query, order), listStatement(ctx, noun, query, order, keepsIds)))[0];
  if (page)
    await noteShown(
      ctx,
      noun,
      { kind: 'listed', count: page.shown, ids: page.ids, details: asked(ctx, noun, query) },
      shown,
    );
  const beyond = page?.more && page.id ? JSON.stringify(writeCursor(order, { key: page.key, id: page.id })) : 'null';
  const items = page?.items ?? '';
  if (query.before === undefined) return `{"items":[${items}],"next":${beyond}}`;
  const next = query.before === theEnd ? 'null' : JSON.stringify(query.before);
  return `{"items":[${items}],"next":${next},"previous":${beyond}}`;
}

interface Page {
  readonly items: string;
  readonly key: string | null;
  readonly id: string | null;
  readonly more: boolean;
  readonly shown: number;
  /** Where they are kept. */
  readonly ids?: readonly string[] | null;
}

/** Which fields a question goes by. */
function usesOf({ filter }: ListQuery, order: Order) {
  return { filter, sort: order.text };
}

/** What of a question tells how its records were come by. */
function asked(ctx: Context, noun: Noun, { filter, search }: ListQuery): object {
  return filter || search ? withoutWords(ctx, noun, { filter, search }) : {};
}

/** How many records match, exact up to `countLimit`. */
export async function countRecords(
  ctx: Context,
  declared: Noun,
  query: Pick<ListQuery, 'filter' | 'search' | 'near' | 'deleted'>,
): Promise<{ count: number; capped: boolean }> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  const params = new Params();
  const where = conditions(ctx, noun, query, params);
  const limit = params.add(countLimit + 1);
  const text = `select count(*)::int as count from (select 1 from ${quote(tableOf(noun))} t where ${where} limit ${limit}) found`;
  const statement = { text, values: params.values };
  const [row] = await askBounded<{ count: number }>(ctx, noun, { filter: query.filter }, statement);
  const count = row?.count ?? 0;
  if (query.filter || query.search) noteQuestion(ctx, noun, Math.min(count, countLimit), query);
  return { count: Math.min(count, countLimit), capped: count > countLimit };
}

/** Instead of a cursor: where there is nothing after. */
const theEnd = 'end';

/** The statement of a list page; exported for the test that reads its plan. */
export function listStatement(
  ctx: Context,
  noun: Noun,
  query: ListQuery,
  order: Order = parseOrder(noun, query.sort),
  keepsIds = false,
): Statement {
  const params = new Params();
  const where = conditions(ctx, noun, query, params, true);
  const limit = limitSql(query.limit ?? 60, params);
  const isBack = query.before !== undefined;
  const from = query.before === theEnd ? undefined : (query.before ?? query.cursor);
  const cursor = from ? readCursor(order, from) : null;
  const rows = (isBack ? rowsBefore : pageRows)(noun, where, order, cursor, limit, params);
  return { text: pageSql(ctx, noun, query, order, rows, limit, keepsIds), values: params.values };
}

/** The page of a search by two statements; null where it is no search for that, and where it did not fill the page. */
async function siftPage(
  ctx: Context,
  noun: Noun,
  query: ListQuery,
  order: Order,
  keepsIds: boolean,
): Promise<Page | null> {
  if (query.search === undefined || !isWorthSifting(ctx, noun)) return null;
  const sifting = siftingOf(ctx, noun, query);
  if (!sifting) return null;
  for (const forEach of siftedForEach) {
    const most = (query.limit ?? 60) * forEach;
    const statement = foundStatement(noun, query, order, sifting, most);
    const found = await askBounded<{ id: string }>(ctx, noun, usesOf(query, order), statement);
    const ids = found.slice(0, most).map(({ id }) => id);
    const [page] = await ctx.db.query<Page>(siftedStatement(ctx, noun, query, order, sifting, ids, keepsIds));
    if (page?.more || found.length <= most) return page ?? null;
  }
  noteVainSifting(ctx, noun);
  return null;
}

/** What of the newest has the words, whoever may see it, one more than is looked at. */
function foundStatement(noun: Noun, query: ListQuery, order: Order, sifting: Sifting, most: number): Statement {
  const params = new Params();
  const where = sifting.found(params);
  const cursor = query.cursor ? readCursor(order, query.cursor) : null;
  const rows = pageRows(noun, where, order, cursor, params.add(most), params);
  return { text: `select t.id from (${rows}) t`, values: params.values };
}

/** Of the records found those that are seen, looked at one after the other until the page is full. */
function siftedStatement(
  ctx: Context,
  noun: Noun,
  query: ListQuery,
  order: Order,
  sifting: Sifting,
  ids: readonly string[],
  keepsIds: boolean,
): Statement {
  const { found, limit } = siftedBy;
  const values = [ids, query.limit ?? 60, ...sifting.seen.values];
  // A limit of its own keeps each a question of its own, in the order in which they were found.
  const one = `select t.* from ${quote(tableOf(noun))} t where t.id = w.id and ${sifting.seen.text} limit 1`;
  const rows = `select t.* from unnest(${found}::uuid[]) w (id) cross join lateral (${one}) t limit ${limit} + 1`;
  return { text: pageSql(ctx, noun, query, order, rows, limit, keepsIds), values, onePlan: true };
}

/** A page out of its rows in their order, which are one more where there are more. */
function pageSql(
  ctx: Context,
  noun: Noun,
  query: ListQuery,
  order: Order,
  rows: string,
  limit: string,
  keepsIds: boolean,
): string {
  const isBack = query.before !== undefined;
  // What lies beyond begins after the last record of a page, and before the first of one that is read from its end.
  const last = isBack ? `${limit} + 1` : limit;
  const list = selectList(ctx, noun, query, new Literals());
  const key = order.expression ? `(${order.expression})::text` : 'null::text';
  const parts = [
    `coalesce(string_agg(p.j, ',' order by p.n${isBack ? ' desc' : ''}) filter (where p.n <= ${limit}), '') as items`,
    `max(p.k) filter (where p.n = ${last}) as key, (array_agg(p.id) filter (where p.n = ${last}))[1] as id`,
    `count(*) > ${limit} as more, least(count(*), ${limit})::int as shown`,
    ...(keepsIds ? [`array_agg(p.id) filter (where p.n <= ${limit}) as ids`] : []),
  ];
  return (
    `select ${parts.join(', ')} from (` +
    `select row_number() over () as n, t.id, ${key} as k, (select row_to_json(r) from (select ${list}) r)::text as j ` +
    `from (${rows}) t) p`
  );
}

/**
 * Where nothing is asked but an order, one plan fits every page, and PostgreSQL makes it once if it sees how short they are. What
 * passes a filter depends on its values: with those it is planned each time.
 */
function limitSql(limit: number, params: Params): string {
  return params.values.length > 0 ? params.add(limit) : new Literals().add(limit);
}

/** What a record must be to be listed or counted: in or out of the bin, as asked for, and readable. */
export function conditions(
  ctx: Context,
  noun: Noun,
  query: Pick<ListQuery, 'filter' | 'search' | 'near' | 'deleted'>,
  params: Params,
  ofFew = false,
): string {
  const scope = { ctx, noun, params, alias: 't' };
  const filters = [query.filter, query.search ? { search: query.search, near: query.near } : undefined];
  const parts = filters.filter((filter) => filter !== undefined).map((filter) => compileFilter(filter, scope));
  const allowed = accessText(ctx, noun, { ofFew }) ?? [];
  return [`t.deleted_at is ${query.deleted ? 'not ' : ''}null`, ...parts].concat(allowed).join(' and ');
}

/**
 * The page's rows in order, one more than asked for. An order whose values may be empty reads two ordered runs, those with
 * a value and those without, so that empty ones come last in both directions from one index; the second run is only
 * started when the first is exhausted.
 */
function pageRows(
  noun: Noun,
  where: string,
  order: Order,
  cursor: Cursor | null,
  limit: string,
  params: Params,
): string {
  const from = `select t.* from ${quote(tableOf(noun))} t where ${where}`;
  const direction = order.descending ? 'desc' : 'asc';
  const beyond = order.descending ? '<' : '>';
  const after = cursor ? params.add(cursor.id) : '';
  const most = `limit ${limit} + 1`;
  const { expression } = order;
  if (!expression)
    return `${from}${cursor ? ` and t.id ${beyond} ${after}::uuid` : ''} order by t.id ${direction} ${most}`;
  const filled = cursor?.key === null ? null : cursor ? params.add(cursor.key) : '';
  const reached = filled ? ` and (${expression}, t.id) ${beyond} (${filled}::${order.type}, ${after}::uuid)` : '';
  const withValue = `${from} and ${expression} is not null${reached} order by ${expression} ${direction}, t.id ${direction} ${most}`;
  if (!order.nullable) return withValue;
  const emptyReached = filled === null ? ` and t.id ${beyond} ${after}::uuid` : '';
  const withoutValue = `${from} and ${expression} is null${emptyReached} order by ${expression} ${direction}, t.id ${direction} ${most}`;
  if (filled === null) return withoutValue;
  return `select * from ((${withValue}) union all (${withoutValue})) t ${most}`;
}

/** As `pageRows` the other way: from the cursor's own record back, one more than asked for; from the end without a cursor. */
function rowsBefore(
  noun: Noun,
  where: string,
  order: Order,
  cursor: Cursor | null,
  limit: string,
  params: Params,
): string {
  const from = `select t.* from ${quote(tableOf(noun))} t where ${where}`;
  const direction = order.descending ? 'asc' : 'desc';
  const within = order.descending ? '>=' : '<=';
  const id = cursor ? params.add(cursor.id) : '';
  const most = `limit ${limit} + 1`;
  const { expression } = order;
  const upTo = cursor ? ` and t.id ${within} ${id}::uuid` : '';
  if (!expression) return `${from}${upTo} order by t.id ${direction} ${most}`;
  const filled = cursor && cursor.key !== null ? params.add(cursor.key) : null;
  const reached = filled ? ` and (${expression}, t.id) ${within} (${filled}::${order.type}, ${id}::uuid)` : '';
  const ordered = `order by ${expression} ${direction}, t.id ${direction} ${most}`;
  const withValue = `${from} and ${expression} is not null${reached} ${ordered}`;
  if (filled || !order.nullable) return withValue;
  return `select * from ((${from} and ${expression} is null${upTo} ${ordered}) union all (${withValue})) t ${most}`;
}

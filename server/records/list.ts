import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { noteQuestion, noteShown } from '../access-log/note-shown.ts';
import { watchedIn } from '../access-log/watched.ts';
import { withoutWords } from '../access-log/without-words.ts';
import type { Context } from '../context.ts';
import type { Statement } from '../db/database.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { askBounded } from './ask-bounded.ts';
import { accessSql, compileFilter } from './filter-sql.ts';
import { type Cursor, type Order, parseOrder, readCursor, writeCursor } from './order.ts';
import { Literals, Params } from './params.ts';
import { type Shape, selectList } from './select-list.ts';
import { isWorthSifting, noteVainSifting, siftingOf } from './sifting.ts';

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
  const ask = async (sifts: boolean) => {
    const statement = listStatement(ctx, noun, query, order, { keepsIds, sifts });
    const [page] = await askBounded<Page>(ctx, noun, { filter: query.filter, sort: order.text }, statement);
    return page;
  };
  let page = await ask(query.search !== undefined && isWorthSifting(ctx, noun));
  if (page?.cut) {
    noteVainSifting(ctx, noun);
    page = await ask(false);
  }
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
  /** More was found than was looked at, and the page is not full. */
  readonly cut?: boolean;
  /** Where they are kept. */
  readonly ids?: readonly string[] | null;
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
  { keepsIds = false, sifts = false } = {},
): Statement {
  const params = new Params();
  const sifting = sifts ? siftingOf(ctx, noun, query, params) : null;
  const where = sifting?.found ?? conditions(ctx, noun, query, params, true);
  const limit = limitSql(query.limit ?? 60, params);
  const isBack = query.before !== undefined;
  const from = query.before === theEnd ? undefined : (query.before ?? query.cursor);
  const cursor = from ? readCursor(order, from) : null;
  const most = sifting ? `(${limit} * ${sifting.forEach})` : limit;
  const rows = (isBack ? rowsBefore : pageRows)(noun, where, order, cursor, most, params);
  const shown = sifting ? siftedRows(rows, sifting.seen, most, limit) : rows;
  // What lies beyond begins after the last record of a page, and before the first of one that is read from its end.
  const last = isBack ? `${limit} + 1` : limit;
  const list = selectList(ctx, noun, query, new Literals());
  const key = order.expression ? `(${order.expression})::text` : 'null::text';
  const parts = [
    `coalesce(string_agg(p.j, ',' order by p.n${isBack ? ' desc' : ''}) filter (where p.n <= ${limit}), '') as items`,
    `max(p.k) filter (where p.n = ${last}) as key, (array_agg(p.id) filter (where p.n = ${last}))[1] as id`,
    `count(*) > ${limit} as more, least(count(*), ${limit})::int as shown`,
    ...(keepsIds ? [`array_agg(p.id) filter (where p.n <= ${limit}) as ids`] : []),
    ...(sifting ? [`bool_or(p.looked > ${most}) as cut`] : []),
  ];
  const text =
    `select ${parts.join(', ')} from (` +
    `select row_number() over () as n, ${sifting ? 't.looked, ' : ''}t.id, ${key} as k, (select row_to_json(r) from (select ${list}) r)::text as j ` +
    `from (${shown}) t) p`;
  return { text, values: params.values };
}

/**
 * Of rows in their order those that are seen, looked at one after the other until the page is full. What was found beyond `most`
 * is let through: the page is not full then, and is told by it to be cut short.
 */
function siftedRows(rows: string, seen: string, most: string, limit: string): string {
  const counted = `select f.*, row_number() over () as looked from (${rows}) f`;
  return `select t.* from (${counted}) t where t.looked > ${most} or ${seen} limit ${limit} + 1`;
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
  const allowed = accessSql(ctx, noun, 'read', { params: new Literals(), alias: 't', ofFew }) ?? [];
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

import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { noteQuestion } from '../access-log/note-shown.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { askBounded } from './ask-bounded.ts';
import { conditions, countLimit, type ListQuery } from './list.ts';
import { type Order, parseOrder, writeCursor } from './order.ts';
import { Params } from './params.ts';

/** Where a list can be entered besides its beginning. */
export interface Positions {
  /** How many records the list has; about, unless `exact`. */
  readonly about: number;
  readonly exact: boolean;
  /** In the list's order: about how many records stand before the page that begins after the cursor. */
  readonly positions: readonly { readonly at: number; readonly cursor: string }[];
}

type Asked = Pick<ListQuery, 'filter' | 'search' | 'near' | 'deleted' | 'sort'>;

/** Steps enough for a scroll bar: three pixels each, or so. */
const mostPositions = 200;
/** Rows of a table that are looked at, in whole blocks, where it has many more. */
const sampleSize = 6_000;
/** Fewer matching among them say too little: then there are few enough to be gone through. */
const leastMatching = 50;

/**
 * Positions spread over a list, however long it is: out of a sample of its table, or of all it has where these are few. Never
 * the count of a large list, nor a walk to a place in it.
 */
export async function listPositions(ctx: Context, declared: Noun, query: Asked): Promise<Positions> {
  const noun = ctx.registry.getNoun(declared.name);
  assertMay(ctx, noun, 'read');
  const order = parseOrder(noun, query.sort ?? (query.deleted ? '-createdAt' : undefined));
  const all = await findPositions(ctx, noun, query, order);
  // A place holds the value that the list is in order of: nothing for whoever leafs through no list.
  const found = ctx.reads?.isHeld(ctx) ? { ...all, positions: [] } : all;
  noteQuestion(ctx, noun, found.positions.length, { ...query, sort: order.text });
  return found;
}

async function findPositions(ctx: Context, noun: Noun, query: Asked, order: Order): Promise<Positions> {
  const [table] = await ctx.db.query<{ rows: number }>({
    text: `select reltuples::float8 as rows from pg_class where oid = $1::regclass`,
    values: [quote(tableOf(noun))],
  });
  const rows = table?.rows ?? 0;
  const sampled = rows > 2 * countLimit ? await samplePositions(ctx, noun, query, order, rows) : null;
  if (sampled && sampled.matching >= leastMatching) return sampled.found;
  const all = await allPositions(ctx, noun, query, order);
  return all ?? sampled?.found ?? { about: countLimit, exact: false, positions: [] };
}

/** Positions out of a share of the table's blocks; exported for the test that samples all of them. */
export async function samplePositions(
  ctx: Context,
  noun: Noun,
  query: Asked,
  order: Order,
  rows: number,
  size = sampleSize,
): Promise<{ readonly found: Positions; readonly matching: number }> {
  const share = Math.min(1, size / Math.max(1, rows));
  const params = new Params();
  // The same blocks each time: a list that is asked for twice has its places where they were.
  const source = `${quote(tableOf(noun))} t tablesample system (${params.add(share * 100)}::float8) repeatable (1)`;
  const found = await ask(ctx, noun, query, order, { source, params, most: null });
  const matching = found.at(-1)?.m ?? 0;
  const about = Math.round(matching / share);
  const positions = found.slice(0, -1).map((one) => ({ at: Math.round(one.n / share), cursor: cursorOf(order, one) }));
  return { found: { about, exact: share === 1, positions }, matching };
}

/** Null where there are more than a count goes to. */
async function allPositions(ctx: Context, noun: Noun, query: Asked, order: Order): Promise<Positions | null> {
  const params = new Params();
  const source = `${quote(tableOf(noun))} t`;
  const found = await ask(ctx, noun, query, order, { source, params, most: countLimit + 1 });
  const about = found.at(-1)?.m ?? 0;
  if (about > countLimit) return null;
  return {
    ...{ about, exact: true },
    positions: found.slice(0, -1).map((one) => ({ at: one.n, cursor: cursorOf(order, one) })),
  };
}

interface Place {
  readonly k: string | null;
  readonly id: string;
  /** Its place in the order, from 1, and how many there are. */
  readonly n: number;
  readonly m: number;
}

interface Source {
  readonly source: string;
  readonly params: Params;
  readonly most: number | null;
}

/** Evenly spread records of the source that match, in order, the last one always; at most `most` are gone through. */
async function ask(
  ctx: Context,
  noun: Noun,
  query: Asked,
  order: Order,
  { source, params, most }: Source,
): Promise<readonly Place[]> {
  const where = conditions(ctx, noun, query, params);
  const { expression } = order;
  const direction = order.descending ? 'desc' : 'asc';
  const bound = most === null ? '' : ` limit ${params.add(most)}`;
  const key = expression ?? 'null::text';
  const by = expression ? `v ${direction} nulls last, id ${direction}` : `id ${direction}`;
  const text =
    `select k, id, n, m from (select v::text as k, id, (row_number() over (order by ${by}))::int as n, ` +
    `(count(*) over ())::int as m from (select ${key} as v, t.id from ${source} where ${where}${bound}) s) p ` +
    `where n = m or n % greatest(1, ceil(m::float8 / ${mostPositions})::int) = 0 order by n`;
  return askBounded<Place>(ctx, noun, { filter: query.filter, sort: order.text }, { text, values: params.values });
}

const cursorOf = (order: Order, { k, id }: Place): string => writeCursor(order, { key: k, id });

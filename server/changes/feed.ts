import type { getChangeFeed } from '../../shared/contract/change-feed.api.ts';
import type { QueryOf } from '../../shared/contract/endpoint.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { reachOf } from '../access/access.ts';
import { noteShown } from '../access-log/note-shown.ts';
import type { Context } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql, reachesEvery } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import type { Change } from './change.ts';
import { type ChangeRow, toChange } from './change-row.ts';
import { cursorTooOld, type FeedCursor, readFeedCursor, writeFeedCursor } from './feed-cursor.ts';
import { readableChange } from './readable-change.ts';

export interface FeedPage {
  readonly items: readonly Change[];
  readonly next: string;
  readonly more: boolean;
}

/** So many changes are looked at for a page, however few of them are the reader's. */
const longestLook = 1_000;

/**
 * A page of the change log in the order transactions became final, of the records the actor may read now and the fields
 * they have. Whoever goes on from `next` misses nothing, late commits included, and gets nothing twice.
 * @throws AppError 404 `unknownNoun`, 410 `cursorTooOld`, 422 `badCursor`.
 */
export async function readFeed(ctx: Context, query: QueryOf<typeof getChangeFeed>): Promise<FeedPage> {
  const nouns = (query.nouns ?? ctx.registry.nouns.map(({ name }) => name)).map((name) => ctx.registry.getNoun(name));
  if (query.cursor !== undefined) ctx.reads?.assertNotStopped(ctx);
  ctx.reads?.assertMayRead(ctx);
  const given = query.cursor === undefined ? null : readFeedCursor(query.cursor);
  if (!given && query.from === 'now') return { items: [], next: await newestCursor(ctx), more: false };
  const rows = await lookOn(ctx, given, nouns, query.limit);
  const [state] = rows;
  if (!state) throw new Error('The change feed answered no row');
  if (given && isTooOld(given, state)) throw cursorTooOld();
  const seen = rows.filter((row): row is SeenRow => row.id !== null);
  const shown = seen.slice(0, query.limit);
  await noteChanges(ctx, shown);
  const last = seen.length > query.limit ? shown.at(-1) : null;
  const reached = last ?? (state.endTx ? { tx: state.endTx, id: state.endId } : (given ?? beginning));
  return {
    items: shown.map((row) => readableChange(ctx, toChange(row))),
    next: writeFeedCursor({ age: state.age, tx: reached.tx, id: reached.id ?? '0' }),
    more: last !== null || state.looked === longestLook,
  };
}

/** Whoever reads changes reads the records' values. */
async function noteChanges(ctx: Context, rows: readonly SeenRow[]): Promise<void> {
  for (const name of new Set(rows.map(({ noun }) => noun))) {
    const ids = [...new Set(rows.filter(({ noun }) => noun === name).map(({ record }) => record))];
    const seen = { kind: 'listed', count: ids.length, ids, details: { feed: true } } as const;
    await noteShown(ctx, ctx.registry.getNoun(name), seen, {});
  }
}

const beginning = { tx: '0', id: '0' };

/** The log as a page finds it; the same in each of its rows. */
interface LogState {
  readonly age: string;
  /** Whether the change the cursor stands after is still there; true for the beginning. */
  readonly stands: boolean;
  /** The last change that was looked at; null when there was none. */
  readonly endTx: string | null;
  readonly endId: string | null;
  readonly looked: number;
}

type SeenRow = LogState & ChangeRow & { readonly tx: string };

function isTooOld(cursor: FeedCursor, state: LogState): boolean {
  return cursor.age !== state.age || !state.stands;
}

/** One row a change that is the actor's to see, at least one row in all. */
function lookOn(ctx: Context, cursor: FeedCursor | null, nouns: readonly Noun[], limit: number) {
  const params = new Params();
  const at = cursor ?? beginning;
  const [tx, id] = [`${params.add(at.tx)}::xid8`, `${params.add(at.id)}::bigint`];
  const names = params.add(nouns.map(({ name }) => name));
  const page =
    `select tx, id, at, member, through, noun, record, kind, case when noun = any(${names}) then fields end as fields ` +
    `from change where (change.tx, change.id) > (${tx}, ${id}) and ${isFinal} ` +
    `order by change.tx, change.id limit ${longestLook}`;
  const seen =
    `select * from page c where noun = any(${names}) and ${visible(ctx, nouns, params)} ` +
    `order by c.tx, c.id limit ${params.add(limit + 1)}`;
  const state =
    `select ${logAge} as age, (${tx} = '0' or exists (select from change where change.tx = ${tx} and change.id = ${id})) as stands, ` +
    '(select tx::text from page order by page.tx desc, id desc limit 1) as "endTx", ' +
    '(select id from page order by page.tx desc, id desc limit 1) as "endId", ' +
    '(select count(*)::int from page) as looked';
  return ctx.db.query<(LogState & { readonly id: null }) | SeenRow>({
    text:
      `with page as materialized (${page}), seen as (${seen}) ` +
      'select state.*, seen.tx::text as tx, seen.id, seen.at, seen.member, seen.through, seen.noun, seen.record, seen.kind, seen.fields ' +
      `from (${state}) state left join seen on true order by seen.tx, seen.id`,
    values: params.values,
  });
}

/** No transaction older than this change's still runs, so nothing can come before it any more. */
const isFinal = 'change.tx < pg_snapshot_xmin(pg_current_snapshot())';
/** Restoring a log sets the cursors to its own transaction; `.origin` is the one that nobody moves. */
const logAge = `coalesce((select tx from change_cursor where listener = '.origin'), '0')::text`;

/** Of the noun's records those that the actor may read: as they are now, so that nobody learns of what was taken from them. */
function visible(ctx: Context, nouns: readonly Noun[], params: Params): string {
  const known = nouns.filter((noun) => reachOf(ctx, noun, 'read') !== 'none');
  const isOpen = (noun: Noun) => reachesEvery(ctx, noun, 'read');
  const whole = `c.noun = any(${params.add(known.filter(isOpen).map(({ name }) => name))})`;
  const parts = known.flatMap((noun) => {
    const rights = accessSql(ctx, noun, 'read', { params, alias: 't' });
    if (!rights) return [];
    const record = `select from ${quote(tableOf(noun))} t where t.id = c.record and ${rights}`;
    return [`(c.noun = ${params.add(noun.name)} and exists (${record}))`];
  });
  return `(${[whole, ...parts].join(' or ')})`;
}

async function newestCursor(ctx: Context): Promise<string> {
  const [row] = await ctx.db.query<FeedCursor>({
    name: 'change.newest',
    text:
      `select ${logAge} as age, coalesce(newest.tx, '0')::text as tx, coalesce(newest.id, 0)::text as id from (select 1) one ` +
      `left join lateral (select tx, id from change where ${isFinal} order by change.tx desc, change.id desc limit 1) newest on true`,
  });
  if (!row) throw new Error('The change log answered no row');
  return writeFeedCursor(row);
}

import type { QueryOf } from '../../shared/contract/endpoint.ts';
import type { getTimeline } from '../../shared/contract/timeline.api.ts';
import type { Field } from '../../shared/nouns/field.ts';
import type { Noun, Telling } from '../../shared/nouns/noun.ts';
import { changeChannel } from '../../shared/timeline/change-channel.ts';
import { noteShown } from '../access-log/note-shown.ts';
import { type ChangeRow, toChange } from '../changes/change-row.ts';
import { readableChange } from '../changes/readable-change.ts';
import type { Context } from '../context.ts';
import { momentColumns } from '../metadata/moment-columns.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { Params } from '../records/params.ts';
import { getRecordText } from '../records/read.ts';
import { labelSql, selectList } from '../records/select-list.ts';
import { readTimelineCursor, type TimelineCursor, writeTimelineCursor } from './timeline-cursor.ts';
import { readable, tellers, timelineTargets } from './timeline-targets.ts';

export type TimelineQuery = QueryOf<typeof getTimeline>;

/** The changes of so many of the newest people, deals and branches are among what is told. */
const mostChanging = 200;

interface Row {
  readonly noun: string;
  readonly key: string;
  readonly at: string;
  readonly json: string | null;
  readonly change: (Omit<ChangeRow, 'at'> & { readonly at: string }) | null;
  readonly label: string | null;
}

/**
 * A page of what happened with a record and what belongs to it, the newest first by when it took place, as JSON text; one
 * statement besides the one that asks whether the actor may see the record.
 * @throws AppError 404 for a record the actor may not read, 422 `badCursor`.
 */
export async function readTimeline(ctx: Context, noun: Noun, id: string, query: TimelineQuery): Promise<string> {
  await getRecordText(ctx, noun, id, { fields: [] });
  const cursor = query.cursor === undefined ? null : readTimelineCursor(query.cursor);
  const params = new Params();
  const rows = await ctx.db.query<Row>({
    text: statement(ctx, noun, id, { ...query, after: cursor }, params),
    values: params.values,
  });
  const shown = rows.slice(0, query.limit);
  await noteTold(ctx, shown);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  const items = shown.map((row) => (row.change ? changeText(ctx, row, row.change, id) : recordText(row)));
  return `{"items":[${items.join(',')}],"next":${last ? JSON.stringify(writeTimelineCursor(last)) : 'null'}}`;
}

/** What is told is records read, and so are those whose changes are. */
async function noteTold(ctx: Context, rows: readonly Row[]): Promise<void> {
  const told = rows.map(({ noun, key, change }) => ({ noun: change?.noun ?? noun, id: change?.record ?? key }));
  for (const name of new Set(told.map(({ noun }) => noun))) {
    const ids = [...new Set(told.flatMap(({ noun, id }) => (noun === name ? id : [])))];
    const asked = rows.some(({ noun }) => noun === name) ? { expand: ['*'] } : {};
    const seen = { kind: 'listed', count: ids.length, ids, details: { timeline: true } } as const;
    await noteShown(ctx, ctx.registry.getNoun(name), seen, asked);
  }
}

function recordText({ noun, at, json }: Row): string {
  return `{"kind":"record","at":${JSON.stringify(at)},"noun":${JSON.stringify(noun)},"record":${json}}`;
}

function changeText(ctx: Context, { at, label }: Row, row: ChangeRow, id: string): string {
  const change = readableChange(ctx, { ...toChange(row), at });
  const about = row.record === id ? null : { noun: row.noun, id: row.record, label };
  return JSON.stringify({ kind: 'change', at, change, about });
}

type Asked = Omit<TimelineQuery, 'cursor'> & { readonly after: TimelineCursor | null };

function statement(ctx: Context, noun: Noun, id: string, asked: Asked, params: Params): string {
  const targets = timelineTargets(ctx, noun, id, params);
  const limit = `${params.add(asked.limit + 1)}::int`;
  const runs = [
    ...tellers(ctx).flatMap((teller) => runsOf(ctx, teller, targets.nouns, asked, limit, params)),
    ...(isAsked(asked, changeChannel) ? [changeRun(asked, limit, params)] : []),
  ];
  const none = `select '' as noun, ${params.add(id)}::uuid as key, now() as at where false`;
  const page = `select distinct * from (${[none, ...runs].join(' union all ')}) e order by at desc, key desc limit ${limit}`;
  const bodies = tellers(ctx).map(
    (teller) =>
      `when ${literal(teller.name)} then (select (select row_to_json(r) from (select ${selectList(ctx, teller, { expand: ['*'] }, params)}) r)::text ` +
      `from ${quote(tableOf(teller))} t where t.id = p.key)`,
  );
  const labels = [...targets.nouns].map(
    (name) => `when ${literal(name)} then ${labelSql(ctx, ctx.registry.getNoun(name), 'c.record', params, 'a')}::text`,
  );
  return (
    `with recursive ${targets.sql}, page as materialized (${page}) select p.noun, p.key, p.at, ` +
    `case p.noun ${bodies.join(' ')} end as json, case when c.id is null then null else json_build_object('id', c.id::text, ` +
    `'member', c.member, 'through', c.through, 'noun', c.noun, 'record', c.record, 'kind', c.kind, 'fields', c.fields) end as change, ` +
    `case c.noun ${labels.join(' ')} end as label from page p ` +
    `left join change c on p.noun = '' and c.at = p.at and c.id = ${changeIdSql} order by p.at desc, p.key desc`
  );
}

/** Changes bear numbers: as keys they stand before every record's id. */
const changeKeySql = "lpad(to_hex(c.id), 32, '0')::uuid";
const changeIdSql = "('x' || right(replace(p.key::text, '-', ''), 16))::bit(64)::bigint";

/** What one noun tells, a run for each of its fields that points at what is asked about. */
function runsOf(
  ctx: Context,
  teller: Noun,
  nouns: ReadonlySet<string>,
  asked: Asked,
  limit: string,
  params: Params,
): readonly string[] {
  const tells = teller.tells as Telling;
  const channel = channelSql(teller, tells, asked, params);
  if (channel === null) return [];
  const moment = `coalesce(${momentColumns(tells)
    .map((column) => `s.${quote(column)}`)
    .join(', ')})`;
  const by = asked.by ? [`s.${quote(snakeCase(tells.by))} = ${params.add(asked.by)}::uuid`] : [];
  const where = [readable(ctx, teller, 's', params), ...spanSql(moment, asked, params), ...channel, ...by];
  if (asked.after)
    where.push(
      `(${moment}, s.id) < (${params.add(asked.after.at)}::timestamptz, ${params.add(asked.after.key)}::uuid)`,
    );
  return pointersOf(teller, nouns).map(({ to, from }) =>
    run(
      teller.name,
      `g.noun = ${literal(to)}`,
      `select s.id as key, ${moment} as at from ${from} and ${where.join(' and ')} order by ${moment} desc, s.id desc limit ${limit}`,
      limit,
    ),
  );
}

function pointersOf(
  teller: Noun,
  nouns: ReadonlySet<string>,
): readonly { readonly to: string; readonly from: string }[] {
  const table = quote(tableOf(teller));
  return Object.entries<Field>(teller.fields).flatMap(([name, field]) => {
    if ((field.kind !== 'relation' && field.kind !== 'links') || !nouns.has(field.to) || field.hidden) return [];
    const from =
      field.kind === 'relation'
        ? `${table} s where s.${quote(snakeCase(name))} = g.id`
        : `${quote(linksTableOf(teller, name))} l join ${table} s on s.id = l.source where l.target = g.id`;
    return [{ to: field.to, from }];
  });
}

function changeRun(asked: Asked, limit: string, params: Params): string {
  const where = ['c.record = g.id', 'c.noun = g.noun', "c.kind <> 'computed'", ...spanSql('c.at', asked, params)];
  if (asked.by) where.push(`c.member = ${params.add(asked.by)}::uuid`);
  if (asked.after) {
    const at = `${params.add(asked.after.at)}::timestamptz`;
    where.push(`c.at <= ${at}`, `(c.at, ${changeKeySql}) < (${at}, ${params.add(asked.after.key)}::uuid)`);
  }
  const newest = `(select noun, id from target order by target.id = (select id from own limit 1) desc, id desc limit ${mostChanging})`;
  const inner = `select ${changeKeySql} as key, c.at from change c where ${where.join(' and ')} order by c.at desc, c.id desc limit ${limit}`;
  return run('', 'true', inner, limit, newest);
}

function run(noun: string, which: string, inner: string, limit: string, targets = 'target'): string {
  return (
    `(select ${literal(noun)}::text, e.key, e.at from ${targets} g cross join lateral (${inner}) e where ${which} ` +
    `order by e.at desc, e.key desc limit ${limit})`
  );
}

function spanSql(moment: string, { from, until }: Asked, params: Params): readonly string[] {
  return [
    ...(from ? [`${moment} >= ${params.add(from)}::timestamptz`] : []),
    ...(until ? [`${moment} < ${params.add(until)}::timestamptz`] : []),
  ];
}

function isAsked({ channels }: Asked, name: string): boolean {
  return !channels || channels.includes(name);
}

/** Null where none of the channels asked for is the noun's. */
function channelSql(teller: Noun, { channel }: Telling, asked: Asked, params: Params): readonly string[] | null {
  if (!asked.channels) return [];
  const whole = isAsked(asked, teller.name);
  if (!channel) return whole ? [] : null;
  const column = `s.${quote(snakeCase(channel))}`;
  const named = `${column} = any(${params.add(asked.channels)}::text[])`;
  // What has no channel of its own goes by the name of what it is.
  return [whole ? `(${named} or ${column} is null)` : named];
}

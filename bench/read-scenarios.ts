import { deal } from '../modules/deals/contract/index.ts';
import { person } from '../modules/people/contract/index.ts';
import { task } from '../modules/tasks/contract/index.ts';
import type { Context } from '../server/context.ts';
import type { Queryable, Statement } from '../server/db/database.ts';
import { type AggregateQuestion, aggregateRecords } from '../server/records/aggregate.ts';
import { type ListQuery, listRecords } from '../server/records/list.ts';
import { getRecordText } from '../server/records/read.ts';
import type { Filter } from '../shared/filter/filter.ts';
import { score, tier, tiers } from './fill.ts';
import type { Found } from './found.ts';
import type { BareTask, Scenario } from './scenarios.ts';

const families = ['петров', 'harutyun', 'ბერიძე', 'smith', 'Գրիգոր', 'иванов', 'turner', 'kapanadze'];
const mailboxes = ['anna', 'giorgi', 'hayk', 'sergei', 'emma', 'nikolai', 'tamar', 'ani-'];
/** From three letters that half of all have to a whole name that few have, and words that stand in nobody. */
export const sought = ['ann', 'ива', 'harutyunyan', 'smith 77', 'tbilisi', 'გიო', 'maria iv', 'zzzyx'];
/** Fewer letters than the index knows: they are sought at the beginning of words. */
const shortly = ['an', 'и', 'h', 'გი', 'zq', 'x', 'Ար', '+3'];

/** What the search box asks of people found. */
export const inBox = { limit: 6, fields: ['name', 'emails'] };

const nth = (list: readonly string[], index: number) => list[index % list.length] ?? '';

/** What is read, with what a bare server does for the same. */
export async function readScenarios(ctx: Context, found: Found): Promise<readonly Scenario[]> {
  const list = (name: string, noun: Asked, queryOf: (index: number) => ListQuery) =>
    listScenario(ctx, name, noun, queryOf);
  const whole = { limit: 60, expand: ['company'] };
  return [
    await getScenario(ctx, (index) => nth(found.people, index)),
    await list('list 60 newest with company', person, () => whole),
    await list('filter by part of a name', person, (index) => ({
      ...whole,
      filter: contains('name', nth(families, index)),
    })),
    await list('filter by part of an e-mail', person, (index) => ({
      ...whole,
      filter: contains('emails', nth(mailboxes, index)),
    })),
    await list('filter by an added field', person, (index) => ({
      ...{ ...whole, filter: { field: tier, op: 'is', value: nth(tiers, index) } },
    })),
    await list('sort by an added field', person, () => ({ ...whole, sort: `-${score}` })),
    await list('filter and sort by added fields', person, () => ({
      ...{ ...whole, sort: score, filter: { field: tier, op: 'is', value: 'gold' } },
    })),
    await list('search people', person, (index) => ({ ...inBox, search: nth(sought, index) })),
    await list('search people by 1 or 2 letters', person, (index) => ({ ...inBox, search: nth(shortly, index) })),
    await list('timeline: tasks of a busy company', task, () => timelineOf('company', found.busyCompany)),
    await list('timeline: tasks of its deals', task, () => timelineOf('deal.company', found.busyCompany)),
    await groupScenario(ctx, 'group deals by stage and month', {
      group: [{ field: 'stage' }, { field: 'closedOn', by: 'month' }],
      measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }],
    }),
    await boardScenario(ctx, 'deals by stage with sums', found),
    await boardScenario(ctx, 'board of 5,000 cards: sums', found, found.fiveThousand),
    await list('board of 5,000 cards: a column', deal, () => columnOf(found, [found.fiveThousand])),
    await list('one column of the board', deal, () => columnOf(found, [])),
  ];
}

const contains = (field: string, value: string): Filter => ({ field, op: 'contains', value });
const timelineOf = (field: string, value: string): ListQuery => ({
  ...{ filter: { field, op: 'is', value }, sort: '-createdAt', expand: ['*'], limit: 30 },
});
const columnOf = ({ stage }: Found, filters: readonly Filter[]): ListQuery => ({
  ...{ limit: 30, sort: '-updatedAt', expand: ['company', 'owner'] },
  filter: { all: [{ field: 'stage', op: 'is', value: stage }, ...filters] },
});

async function getScenario(ctx: Context, idOf: (index: number) => string): Promise<Scenario> {
  const statement = await captured(ctx, (one) => getRecordText(one, person, idOf(0)));
  return {
    ...{ name: 'get a person', kind: 'read' },
    request: (index) => ({ method: 'GET', path: `/api/v1/people/${idOf(index)}` }),
    bareRequest: (index) => ({ method: 'GET', path: `?k=${idOf(index)}` }),
    bare: { text: statement.text, values: statement.values ?? [], answer: 'record' },
  };
}

type Asked = typeof person | typeof deal | typeof task;

/** A list; where the query differs from request to request, the bare server is told the statement's values. */
async function listScenario(
  ctx: Context,
  name: string,
  noun: Asked,
  queryOf: (index: number) => ListQuery,
): Promise<Scenario> {
  const statements = await Promise.all(
    Array.from({ length: 8 }, (_, index) => captured(ctx, (one) => listRecords(one, noun, queryOf(index)))),
  );
  const values = statements.map((one) => encodeURIComponent(JSON.stringify(one.values)));
  const bare: BareTask = {
    text: JSON.stringify(statements.map((one) => one.text)),
    values: statements[0]?.values ?? [],
    answer: 'list',
  };
  return {
    ...{ name, kind: 'read', bare },
    request: (index) => ({ method: 'GET', path: `/api/v1/${noun.plural}?${queryText(queryOf(index % 8))}` }),
    // The text may differ with the words sought: each of the eight has one of its own.
    bareRequest: (index) => ({ method: 'GET', path: `?n=${index % 8}&v=${values[index % 8]}` }),
  };
}

/** A list's query as the end of an address. */
export function queryText({ filter, search, expand, sort, limit, fields }: ListQuery): string {
  const query = new URLSearchParams({ limit: String(limit ?? 60) });
  if (filter) query.set('filter', JSON.stringify(filter));
  if (search) query.set('search', search);
  if (fields) query.set('fields', fields.join(','));
  if (expand) query.set('expand', expand.join(','));
  if (sort) query.set('sort', sort);
  return query.toString();
}

async function groupScenario(ctx: Context, name: string, question: AggregateQuestion): Promise<Scenario> {
  const { text, values = [] } = await captured(ctx, (one) => aggregateRecords(one, deal, question));
  const query = new URLSearchParams({
    group: JSON.stringify(question.group),
    measures: JSON.stringify(question.measures),
  });
  return {
    ...{ name, kind: 'read' },
    request: () => ({ method: 'GET', path: `/api/v1/deals/aggregate?${query}` }),
    bareRequest: () => ({ method: 'GET', path: '' }),
    bare: { text, values, answer: 'rows' },
  };
}

/** Sums by stage: the bare server does the adding up alone, of deals opened since a day where one is given. */
async function boardScenario(ctx: Context, name: string, { pipeline }: Found, filter?: Filter): Promise<Scenario> {
  const since = filter && 'value' in filter ? String(filter.value) : '0001-01-01';
  const wanted = filter ? 'and t.opened_on >= $2::date' : '';
  const text = `select s.id as stage, f.currency, coalesce(f.count, 0) as count, f.amount
    from stages s left join lateral (
      select currency, count(*)::int as count, sum(amount)::text as amount from (
        select t.amount_currency as currency, t.amount from deals t
        where t.stage = s.id and t.deleted_at is null ${wanted} limit 20001
      ) found group by currency
    ) f on true
    where s.pipeline = $1::uuid and s.deleted_at is null order by s.position, s.id, f.currency`;
  const values = [pipeline, ...(filter ? [since] : [])];
  await ctx.db.query({ text, values });
  const query = new URLSearchParams({ pipeline, ...(filter ? { filter: JSON.stringify(filter) } : {}) });
  return {
    ...{ name, kind: 'read' },
    request: () => ({ method: 'GET', path: `/api/v1/deals/board?${query}` }),
    bareRequest: () => ({ method: 'GET', path: '' }),
    bare: { text, values, answer: 'rows' },
  };
}

/** The one statement a reading verb asks the database. */
async function captured(ctx: Context, act: (ctx: Context) => Promise<unknown>): Promise<Statement> {
  const asked: Statement[] = [];
  const db: Queryable = {
    query: (statement) => {
      asked.push(statement);
      return ctx.db.query(statement);
    },
    transaction: (work) => ctx.db.transaction(work),
  };
  await act({ ...ctx, db });
  const [statement, ...others] = asked;
  if (!statement || others.length > 0) throw new Error(`${asked.length} statements where one was expected`);
  return statement;
}

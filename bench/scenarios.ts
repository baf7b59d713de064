import { deal } from '../modules/deals/contract/index.ts';
import { person } from '../modules/people/contract/index.ts';
import type { Context } from '../server/context.ts';
import type { Queryable, Statement } from '../server/db/database.ts';
import { type ListQuery, listRecords } from '../server/records/list.ts';
import { getRecordText } from '../server/records/read.ts';

/** One thing measured: how Rapport is asked for it, and what the bare server does for the same. */
export interface Scenario {
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** The nth request to Rapport. */
  request(index: number): ClientRequest;
  /** The same of the bare server, at `/<position of the scenario>`. */
  bareRequest(index: number): ClientRequest;
  readonly bare: BareTask;
}

export interface ClientRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: string;
}

/** What the bare server runs: a prepared statement, and how its rows become the answer. */
export interface BareTask {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Which value the request's `?k=` (or its body's fields, for writes) replaces. */
  readonly vary: number | null;
  readonly answer: 'record' | 'list' | 'rows' | 'created' | 'patched';
}

const families = ['петров', 'harutyun', 'ბერიძე', 'smith', 'Գրիգոր', 'иванов', 'turner', 'kapanadze'];
const mailboxes = ['anna', 'giorgi', 'hayk', 'sergei', 'emma', 'nikolai', 'tamar', 'ani-'];

/** Every scenario, with ids of records that are there. */
export async function listScenarios(ctx: Context): Promise<readonly Scenario[]> {
  const ids = await sampleIds(ctx, 'people');
  const [stage] = await ctx.db.query<{ id: string; pipeline: string }>({
    text: "select id, pipeline from stages where kind = 'open' order by position limit 1",
  });
  if (!stage) throw new Error('The workspace has no stage');
  const nth = (list: readonly string[]) => (index: number) => list[index % list.length] ?? '';
  const expand = ['company', 'owner'];
  return [
    await getScenario(ctx, nth(ids)),
    await listScenario(ctx, 'list 60 newest with company', person, 'people', () => ({
      limit: 60,
      expand: ['company'],
    })),
    await listScenario(ctx, 'filter by part of a name', person, 'people', (index) =>
      contains('name', nth(families)(index)),
    ),
    await listScenario(ctx, 'filter by part of an e-mail', person, 'people', (index) =>
      contains('emails', nth(mailboxes)(index)),
    ),
    await boardScenario(ctx, stage.pipeline),
    await listScenario(ctx, 'one column of the board', deal, 'deals', () => ({
      ...{ limit: 30, sort: '-updatedAt', expand },
      filter: { field: 'stage', op: 'is', value: stage.id },
    })),
    createScenario(),
    patchScenario(nth(ids)),
  ];
}

const contains = (field: string, value: string): ListQuery => ({
  filter: { field, op: 'contains', value },
  limit: 60,
  expand: ['company'],
});

async function sampleIds(ctx: Context, table: 'people'): Promise<string[]> {
  const rows = await ctx.db.query<{ id: string }>({
    text: `select id from ${table} tablesample system (5) limit 2000`,
  });
  return rows.map(({ id }) => id);
}

async function getScenario(ctx: Context, idOf: (index: number) => string): Promise<Scenario> {
  const statement = await captured(ctx, (one) => getRecordText(one, person, idOf(0)));
  return {
    ...{ name: 'get a person', kind: 'read' },
    request: (index) => ({ method: 'GET', path: `/api/v1/people/${idOf(index)}` }),
    bareRequest: (index) => ({ method: 'GET', path: `?k=${idOf(index)}` }),
    bare: { text: statement.text, values: statement.values ?? [], vary: 0, answer: 'record' },
  };
}

/** A list; where the query differs from request to request, the bare server is told the statement's values. */
async function listScenario(
  ctx: Context,
  name: string,
  noun: typeof person | typeof deal,
  plural: string,
  queryOf: (index: number) => ListQuery,
): Promise<Scenario> {
  const statements = await Promise.all(
    Array.from({ length: 8 }, (_, index) => captured(ctx, (one) => listRecords(one, noun, queryOf(index)))),
  );
  const values = statements.map((one) => encodeURIComponent(JSON.stringify(one.values)));
  const first = statements[0] as Statement;
  return {
    ...{ name, kind: 'read' },
    request: (index) => ({ method: 'GET', path: `/api/v1/${plural}?${queryText(queryOf(index % 8))}` }),
    // The text may differ with the words sought: each of the eight has one of its own.
    bareRequest: (index) => ({ method: 'GET', path: `?n=${index % 8}&v=${values[index % 8]}` }),
    bare: {
      text: JSON.stringify(statements.map((one) => one.text)),
      values: first.values ?? [],
      vary: null,
      answer: 'list',
    },
  };
}

function queryText({ filter, expand, sort, limit }: ListQuery): string {
  const query = new URLSearchParams({ limit: String(limit ?? 60) });
  if (filter) query.set('filter', JSON.stringify(filter));
  if (expand) query.set('expand', expand.join(','));
  if (sort) query.set('sort', sort);
  return query.toString();
}

/** Sums by stage: the bare server does the adding up alone. */
async function boardScenario(ctx: Context, pipeline: string): Promise<Scenario> {
  const text = `select s.id as stage, f.currency, coalesce(f.count, 0) as count, f.amount
    from stages s left join lateral (
      select currency, count(*)::int as count, sum(amount)::text as amount from (
        select t.amount_currency as currency, t.amount from deals t
        where t.stage = s.id and t.deleted_at is null limit 20001
      ) found group by currency
    ) f on true
    where s.pipeline = $1::uuid and s.deleted_at is null order by s.position, s.id, f.currency`;
  await ctx.db.query({ text, values: [pipeline] });
  return {
    ...{ name: 'deals by stage with sums', kind: 'read' },
    request: () => ({ method: 'GET', path: `/api/v1/deals/board?pipeline=${pipeline}` }),
    bareRequest: () => ({ method: 'GET', path: '' }),
    bare: { text, values: [pipeline], vary: null, answer: 'rows' },
  };
}

function createScenario(): Scenario {
  const bodyOf = (index: number) =>
    JSON.stringify({
      name: { given: 'Anna', family: `Bench ${index}` },
      jobTitle: 'Store manager',
      emails: [{ address: `anna.bench.${index}@bench.example` }],
    });
  return {
    ...{ name: 'create a person', kind: 'write' },
    request: (index) => ({ method: 'POST', path: '/api/v1/people', body: bodyOf(index) }),
    bareRequest: (index) => ({ method: 'POST', path: '', body: bodyOf(index) }),
    bare: {
      text: `insert into people (id, name, name_given, name_family, job_title, emails, emails_first, search)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      values: [],
      vary: null,
      answer: 'created',
    },
  };
}

function patchScenario(idOf: (index: number) => string): Scenario {
  const bodyOf = (index: number) => JSON.stringify({ jobTitle: `Manager ${index}` });
  return {
    ...{ name: 'patch one field', kind: 'write' },
    request: (index) => ({ method: 'PATCH', path: `/api/v1/people/${idOf(index)}`, body: bodyOf(index) }),
    bareRequest: (index) => ({ method: 'PATCH', path: `?k=${idOf(index)}`, body: bodyOf(index) }),
    bare: {
      text: 'update people set job_title = $2, version = version + 1, updated_at = now() where id = $1 returning id, version',
      values: [],
      vary: 0,
      answer: 'patched',
    },
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

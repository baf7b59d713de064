import type { Queryable } from '../../../server/db/database.ts';
import type { RetentionFault, RetentionInput, RetentionRule, RetentionRun, Spared } from '../contract/index.ts';

/** A rule with what nobody is shown. */
export interface RuleRow extends RetentionRule {
  /** Who switched it on, in whose name it acts. */
  readonly member: string | null;
  /** Owners know that it does something. */
  readonly told: boolean;
}

const ruleColumns = `id, noun, filter, since, days, erase_after as "eraseAfter", state, fault, created_at as "createdAt",
  (select count(*)::int from retention_erasure e where e.rule = retention_rule.id) as waiting,
  (select min(due) from retention_erasure e where e.rule = retention_rule.id) as "nextErasure"`;

export function listRules(db: Queryable): Promise<RetentionRule[]> {
  return db.query({ text: `select ${ruleColumns} from retention_rule order by created_at, id` });
}

export async function findRule(
  db: Queryable,
  id: string,
  lock: '' | 'for share' | 'for update' = '',
): Promise<RuleRow | null> {
  const [row] = await db.query<RuleRow>({
    text: `select ${ruleColumns}, member, told from retention_rule where id = $1 ${lock}`,
    values: [id],
  });
  return row ?? null;
}

export async function insertRule(db: Queryable, id: string, rule: RetentionInput): Promise<void> {
  const { noun, filter, since, days, eraseAfter } = rule;
  await db.query({
    text: 'insert into retention_rule (id, noun, filter, since, days, erase_after) values ($1, $2, $3, $4, $5, $6)',
    values: [id, noun, filter && JSON.stringify(filter), since, days, eraseAfter],
  });
}

export async function deleteRule(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from retention_erasure where rule = $1', values: [id] });
  await db.query({ text: 'delete from retention_rule where id = $1', values: [id] });
}

interface RuleState {
  readonly state: RetentionRule['state'];
  readonly fault?: RetentionFault;
  readonly member?: string;
}

export async function setState(db: Queryable, id: string, { state, fault, member }: RuleState): Promise<void> {
  await db.query({
    text: 'update retention_rule set state = $2, fault = $3, member = coalesce($4, member) where id = $1',
    values: [id, state, fault ?? null, member ?? null],
  });
}

/** Notes that owners were told; false where they were before. */
export async function noteTold(db: Queryable, id: string): Promise<boolean> {
  const text = 'update retention_rule set told = true where id = $1 and not told returning id';
  return (await db.query({ text, values: [id] })).length > 0;
}

export async function insertRun(
  db: Queryable,
  run: {
    readonly id: string;
    readonly rule: string;
    readonly noun: string;
    readonly night: string;
    readonly spared: Spared;
  },
): Promise<void> {
  await db.query({
    text: 'insert into retention_run (id, rule, noun, night, spared) values ($1, $2, $3, $4, $5)',
    values: [run.id, run.rule, run.noun, run.night, JSON.stringify(run.spared)],
  });
}

/** What the rule does in this night, where it has begun. */
export async function findRun(db: Queryable, rule: string, night: string): Promise<{ readonly id: string } | null> {
  const [row] = await db.query<{ id: string }>({
    text: 'select id from retention_run where rule = $1 and night = $2',
    values: [rule, night],
  });
  return row ?? null;
}

/** The rule and noun of a night whose records can still be named. */
export async function findRunRule(db: Queryable, id: string): Promise<{ readonly rule: string } | null> {
  const [row] = await db.query<{ rule: string }>({
    text: 'select r.rule from retention_run r join bulk_job j using (id) where r.id = $1',
    values: [id],
  });
  return row ?? null;
}

/** Ends what nights before left undone: each night begins anew with what is due then. */
export async function endEarlierRuns(db: Queryable, rule: string, night: string): Promise<void> {
  await db.query({
    text: `update bulk_job set state = 'cancelled', finished_at = clock_timestamp() where state = 'running'
      and id in (select id from retention_run where rule = $1 and night < $2)`,
    values: [rule, night],
  });
}

/** Nights in which something was done or would have been, newest first. */
export function listRuns(db: Queryable): Promise<RetentionRun[]> {
  const count = (state: string) => `count(i.n) filter (where i.state = '${state}')::int`;
  return db.query({
    text: `select r.id, r.rule, r.noun, j.created_at as at, j.state, ${count('changed')} as binned,
        ${count('erased')} as erased, ${count('refused')} as refused,
        ${count('undone')} as undone, r.spared
      from retention_run r join bulk_job j using (id) left join bulk_item i on i.job = r.id
      group by r.id, r.rule, r.noun, j.created_at, j.state, r.spared
      having count(i.n) > 0 or j.state = 'running' order by j.created_at desc, r.id limit 60`,
  });
}

/** Writes down what became of records, behind those that are noted already. */
export async function addItems(db: Queryable, job: string, items: readonly object[]): Promise<void> {
  await db.query({
    text: `insert into bulk_item (job, n, record, state, version, code)
      select $1, (select total from bulk_job where id = $1) + row_number() over (), record, state, version, code
      from jsonb_to_recordset($2) as given(record uuid, state text, version int, code text)`,
    values: [job, JSON.stringify(items)],
  });
  await db.query({
    text: 'update bulk_job set total = total + $2 where id = $1',
    values: [job, items.length],
  });
}

/** Whether the night has looked at the record already. */
export async function isNoted(db: Queryable, job: string, record: string): Promise<boolean> {
  const text = 'select 1 from bulk_item where job = $1 and record = $2';
  return (await db.query({ text, values: [job, record] })).length > 0;
}

export async function countBinned(db: Queryable, job: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from bulk_item where job = $1 and state = 'changed'`,
    values: [job],
  });
  return row?.count ?? 0;
}

/** Hands a night to the owner who takes it back. */
export async function handRunTo(db: Queryable, job: string, member: string): Promise<void> {
  await db.query({ text: 'update bulk_job set member = $2 where id = $1', values: [job, member] });
}

export async function listOwners(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select id from members where role = 'owner' and active and deleted_at is null order by id`,
  });
  return rows.map(({ id }) => id);
}

import { accountChanges } from '../../../server/auth/tell-of-account.ts';
import { doorSql } from '../../../server/changes/door.ts';
import type { Queryable } from '../../../server/db/database.ts';
import type { AuditSort } from '../contract/index.ts';

/** A place in the list: a moment, and among lines of one moment the log and the number there. */
export interface AuditPlace {
  readonly at: string;
  readonly rank: number;
  readonly id: string;
}

export interface AuditQuestion {
  readonly member: string | null;
  readonly noun: string | null;
  readonly record: string | null;
  readonly field: string | null;
  readonly door: string | null;
  readonly address: string | null;
  readonly sorts: readonly AuditSort[];
  /** Moments, ISO 8601: from the first on, before the second. */
  readonly from: string | null;
  readonly until: string | null;
  /** Only what comes after this in the list. */
  readonly after: AuditPlace | null;
  readonly limit: number;
}

export interface AuditRow extends AuditPlace {
  readonly member: string | null;
  readonly door: string;
  readonly address: string | null;
  readonly kind: string;
  readonly noun: string | null;
  readonly record: string | null;
  readonly fields: readonly string[] | null;
  readonly records: number | null;
  readonly requests: number | null;
}

/** What one log has to say, and how far back it was looked through: earlier than `horizon` there may be more. */
export interface Found {
  readonly rows: readonly AuditRow[];
  readonly horizon: string | null;
}

/** So many lines of a log are looked at for a page, however few of them are asked for. */
export const longestLook = 5_000;

interface Source {
  readonly rank: number;
  readonly table: string;
  /** Which sorts it tells of. */
  readonly sorts: readonly AuditSort[];
  readonly columns: string;
  /** What the rows looked through are chosen by; the placeholders are those of `valuesOf`. */
  readonly filter: string;
  /** What an index narrows by before anything is looked through. */
  readonly narrow: string;
}

const takenKinds = "('export', 'print', 'reveal', 'hearing', 'file', 'audit', 'report')";

/** Who came in, who did not, and what of that was changed. */
const signInKinds = `(${['signIn', 'signInFailed', ...accountChanges].map((kind) => `'${kind}'`).join(', ')})`;

/** The logs, in the order in which lines of one moment are listed. */
const sources: readonly Source[] = [
  {
    ...{ rank: 2, table: 'change', sorts: ['changed'] },
    columns: `s.id::text, s.at, s.member, ${doorSql('s.through')} as door, null::text as address, s.kind, s.noun, s.record,
      array(select jsonb_object_keys(s.fields)) as fields, null::int as records, null::int as requests`,
    narrow: '($3::uuid is null or s.record = $3)',
    // What Rapport works out of others' acts is nobody's; it stands in the history of the record.
    filter: `s.noun not in ('taking', 'fieldUse') and s.kind <> 'computed' and ($2::text is null or s.noun = $2) and ($4::text is null or s.fields ? $4)
      and ($5::text is null or ${doorSql('s.through')} = $5) and $6::text is null and $7::boolean`,
  },
  {
    ...{ rank: 1, table: 'access_log', sorts: ['taken', 'read', 'signIn'] },
    columns: `s.id::text, s.at, s.member, s.door, s.address, s.kind, s.noun,
      case when cardinality(s.ids) = 1 then s.ids[1] end as record,
      array(select jsonb_array_elements_text(case when jsonb_typeof(s.details -> 'fields') = 'array' then s.details -> 'fields' else '[]' end)) as fields,
      s.records, null::int as requests`,
    narrow: '($3::uuid is null or s.ids @> array[$3::uuid])',
    filter: `($2::text is null or s.noun = $2) and ($4::text is null or s.details -> 'fields' ? $4) and ($5::text is null or s.door = $5)
      and ($6::text is null or s.address = $6) and ($7::boolean and s.kind in ${takenKinds} or $8::boolean and s.kind in ('listed', 'opened', 'figures') or $9::boolean and s.kind in ${signInKinds})`,
  },
  {
    ...{ rank: 0, table: 'read_count', sorts: ['read'] },
    columns: `s.id::text, s.at, s.member, s.door, s.address, 'read' as kind, s.noun, null::uuid as record,
      null::text[] as fields, s.records, s.requests`,
    narrow: '$3::uuid is null',
    filter: `($2::text is null or s.noun = $2) and $4::text is null and ($5::text is null or s.door = $5)
      and ($6::text is null or s.address = $6) and $7::boolean`,
  },
];

/** What the logs say, one statement each; those that tell of nothing asked for are not asked. */
export function searchLogs(db: Queryable, question: AuditQuestion): Promise<readonly Found[]> {
  const asked = sources.filter(({ sorts }) => sorts.some((sort) => question.sorts.includes(sort)));
  return Promise.all(asked.map((source) => search(db, source, question)));
}

async function search(db: Queryable, source: Source, question: AuditQuestion): Promise<Found> {
  const rows = await db.query<AuditRow & { looked: number; horizon: string | null }>(auditStatement(source, question));
  const [state] = rows;
  const horizon = state && state.looked >= longestLook ? state.horizon : null;
  return { rows: rows.filter(({ id }) => id !== null).map((row) => ({ ...row, rank: source.rank })), horizon };
}

/** The statement that looks through one log; exported for the test that reads its plan. */
export function auditStatement(source: Source, question: AuditQuestion) {
  const { rank, table, columns, narrow, filter, sorts } = source;
  const { member, noun, record, field, door, address, from, until, after, limit } = question;
  const asked = sorts.map((sort) => question.sorts.includes(sort));
  const values: unknown[] = [member, noun, record, field, door, address, ...asked];
  const add = (value: unknown) => `$${values.push(value)}`;
  const bounds = [
    ...(from ? [`s.at >= ${add(from)}::timestamptz`] : []),
    ...(until ? [`s.at < ${add(until)}::timestamptz`] : []),
    ...(after ? [beyond(rank, after, add)] : []),
  ];
  const person = member ? ['s.member = $1::uuid'] : ['$1::uuid is null'];
  const where = [...person, ...bounds, narrowed(narrow, record)].join(' and ');
  const text = `with looked as materialized (
      select * from ${table} s where ${where} order by s.at desc, s.id desc limit ${longestLook}
    ), state as (select count(*)::int as looked, min(at) as horizon from looked)
    select state.looked, state.horizon, r.* from state left join lateral (
      select ${columns} from looked s where ${filter} order by s.at desc, s.id desc limit ${add(limit)}
    ) r on true order by r.at desc, r.id::bigint desc`;
  return { text, values };
}

/** Without a record there is nothing to narrow by, and the planner is to know it. */
function narrowed(narrow: string, record: string | null): string {
  return record ? narrow.replace('($3::uuid is null or ', '(') : '$3::uuid is null';
}

function beyond(rank: number, after: AuditPlace, add: (value: unknown) => string): string {
  const at = `${add(after.at)}::timestamptz`;
  if (rank === after.rank) return `(s.at, s.id) < (${at}, ${add(after.id)}::bigint)`;
  return rank < after.rank ? `s.at <= ${at}` : `s.at < ${at}`;
}

/** Exported for the test that reads their plans. */
export const auditSources: readonly Source[] = sources;

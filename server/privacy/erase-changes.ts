import type { Field } from '../../shared/nouns/field.ts';
import { appendChanges } from '../changes/append.ts';
import type { TransactionContext } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { digestSql } from '../seals/seal-hash.ts';

/** The change by which a record was erased: without one in the log that names them all, no erasure of changes is believed. */
const erasedKind = 'erased';

/**
 * Which changes were emptied, with the digests of what they held and of what is left (docs/decisions/0050-privacy.md). `list`: the SHA-256 over all of
 * these of one record and one erasure, which stands in its `erased` change and so under a seal.
 */
export const changeErasureDdl: readonly string[] = [
  'create table if not exists change_erasure (change bigint primary key, was text not null, now text not null)',
  'alter table change_erasure add column if not exists list text',
  'create index if not exists change_erasure_list_idx on change_erasure (list)',
];

/** Over lines `change was now` in the order of the changes, without an end of line after the last. */
const listSql = (change: string) =>
  `encode(sha256(convert_to(string_agg(${change}::text || ' ' || was || ' ' || now, chr(10) order by ${change}), 'UTF8')), 'hex')`;

const isEmptied = (fields: string) => `not exists (select from jsonb_each(${fields}) f where f.value <> '{}')`;

interface LoggedRecord {
  readonly noun: string;
  readonly recordId: string;
}

/**
 * Takes out of the log what formulas said of those who are erased: the values, older ones too, of the texts that were worked out anew in this transaction
 * because of it. To be run at its end, when they have been.
 */
export async function eraseRecomputed(tx: TransactionContext): Promise<void> {
  const texts = tx.registry.nouns.flatMap(({ fields }) =>
    Object.entries<Field>(fields).flatMap(([name, { kind, computed }]) => (computed && kind === 'text' ? [name] : [])),
  );
  if (texts.length === 0) return;
  const records = await tx.db.query<LoggedRecord>({
    text: `select distinct noun, record as "recordId" from change
      where tx = pg_current_xact_id() and kind = 'computed' and fields ?| $1::text[]`,
    values: [texts],
  });
  if (records.length > 0) await eraseChanges(tx, records, 'computed');
}

/**
 * Takes the values out of all changes of these records, and tells in the log that they were erased; that they were changed, when, by whom and
 * which fields, stays. The only place where the change log is written over: the chain of seals recognises it by what is noted down here. Answers
 * how many. With `kind`: of that kind alone, and what had none is not told of.
 */
export async function eraseChanges(
  tx: TransactionContext,
  records: readonly LoggedRecord[],
  kind: string | null = null,
): Promise<number> {
  const lists = await tx.db.query<{ record: string; sha256: string; changes: number }>({
    text: `with gone as (select c.id, c.at, coalesce((select e.was from change_erasure e where e.change = c.id), ${digestSql('c')}) as was
        from change c where c.record = any($1::uuid[]) and c.kind <> '${erasedKind}' and ($2::text is null or c.kind = $2)
          and not ${isEmptied('c.fields')}),
      emptied as (update change c set fields = (select jsonb_object_agg(name, '{}'::jsonb) from jsonb_object_keys(c.fields) name)
        from gone where c.id = gone.id and c.at = gone.at returning c.*),
      pairs as (select e.id, e.record, gone.was, ${digestSql('e')} as now from emptied e join gone using (id)),
      lists as (select record, ${listSql('id')} as list, count(*)::int as changes from pairs group by record),
      noted as (insert into change_erasure (change, was, now, list) select id, was, now, list from pairs join lists using (record)
        on conflict (change) do update set now = excluded.now, list = excluded.list)
      select record, list as sha256, changes from lists`,
    values: [records.map(({ recordId }) => recordId), kind],
  });
  const byRecord = new Map(lists.map(({ record, ...emptied }) => [record, { emptied: { to: emptied } }]));
  await appendChanges(
    tx,
    records
      .filter(({ recordId }) => kind === null || byRecord.has(recordId))
      .map((record) => ({ ...record, kind: erasedKind, fields: byRecord.get(record.recordId) ?? {} })),
  );
  return lists.reduce((sum, { changes }) => sum + changes, 0);
}

/**
 * The digest a change had when it was sealed: of one that holds nothing but what the product leaves, and is named by an erasure in the log, of what it
 * held. Whether that erasure names it truly, `findForgedErasures` tells.
 */
export const sealedDigestSql = (alias: string) =>
  `coalesce((select e.was from change_erasure e where e.change = ${alias}.id and e.now = ${digestSql(alias)} and ${isEmptied(`${alias}.fields`)}
    and exists (select from change x where x.record = ${alias}.record and x.kind = '${erasedKind}'
      and x.fields #>> '{emptied,to,sha256}' = e.list)), ${digestSql(alias)})`;

/** Changes of erasures whose list is not the one that was sealed with them: which of these was put in or altered, can not be told. */
export function findForgedErasures(db: Queryable, most: number): Promise<{ readonly id: string }[]> {
  return db.query({
    text: `select change::text as id from change_erasure
      where list in (select list from change_erasure group by list having ${listSql('change')} <> list) order by change limit $1`,
    values: [most],
  });
}

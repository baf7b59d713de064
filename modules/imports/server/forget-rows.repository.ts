import type { TransactionContext } from '../../../server/context.ts';
import { tableOf } from '../../../server/metadata/names.ts';
import type { Erased } from '../../../server/privacy/erased.ts';
import { importRun, type NameQuestion } from '../contract/index.ts';

/**
 * Empties the rows of kept files that name somebody who is erased, by one of their addresses, numbers or names in a cell, or by given and family name
 * in two; reports forget what they asked of them. The row stays, so that counts and numbers of rows hold.
 */
export async function forgetRows(tx: TransactionContext, erased: Erased): Promise<void> {
  const { db } = tx;
  await db.query({ text: 'delete from import_key where record = any($1::uuid[])', values: [erased.ids] });
  if (erased.words.length === 0) return;
  const values = [erased.words, erased.words.filter((word) => word.includes('@')), erased.name];
  await db.query({
    text: `update import_source set rows = (select jsonb_agg(case when ${namesOne('r.cells')} then ${emptied('r.cells')} else r.cells end order by r.n)
        from jsonb_array_elements(rows) with ordinality r(cells, n))
      where exists (select from jsonb_array_elements(rows) r(cells) where ${namesOne('r.cells')})`,
    values,
  });
  await db.query({
    text: `update import_reject set cells = ${emptied('cells')}, faults = (select coalesce(jsonb_agg(f - 'params'), '[]') from jsonb_array_elements(faults) f)
      where jsonb_typeof(cells) = 'array' and ${namesOne('cells')}`,
    values,
  });
  await forgetQuestions(tx, erased);
}

/** Runs are few, and so are the names that each has something to ask of. */
async function forgetQuestions({ db }: TransactionContext, erased: Erased): Promise<void> {
  const runs = await db.query<{ id: string; report: string }>({
    text: `select id, report from ${tableOf(importRun)} where report like '[{%'`,
  });
  for (const { id, report } of runs) {
    const questions = JSON.parse(report) as readonly NameQuestion[];
    const kept = questions.filter(
      ({ value, name, suggestions }) => ![value, name ?? '', ...suggestions].some((text) => isNamed(text, erased)),
    );
    if (kept.length < questions.length)
      await db.query({
        text: `update ${tableOf(importRun)} set report = $2 where id = $1`,
        values: [id, JSON.stringify(kept)],
      });
  }
}

/** As `namesOne` says of a cell. */
function isNamed(text: string, { words, name }: Erased): boolean {
  const said = text.trim().toLowerCase();
  const parts = said.split(between);
  if (words.includes(said) || words.some((word) => word.includes('@') && parts.includes(word))) return true;
  return name.length > 1 && name.every((part) => part.split(between).every((piece) => parts.includes(piece)));
}

/** What stands between words and addresses, the same in JavaScript and in PostgreSQL. */
const between = /[\s,;:()<>"]+/;

const said = (cell: string) => `regexp_split_to_array(lower(${cell}), '${between.source}')`;
const pieces = `(select array_agg(piece) from unnest($3::text[]) part, regexp_split_to_table(part, '${between.source}') piece)`;
/** $1: all words, $2: the addresses among them, $3: given and family name, or nothing. */
const namesOne = (cells: string) =>
  `(exists (select from jsonb_array_elements_text(${cells}) cell where lower(trim(cell)) = any($1::text[])
      or ${said('cell')} && $2::text[] or (cardinality($3::text[]) > 1 and ${said('cell')} @> ${pieces}))
    or (cardinality($3::text[]) > 1 and array(select lower(trim(cell)) from jsonb_array_elements_text(${cells}) cell) @> $3::text[]))`;
const emptied = (cells: string) => `(select jsonb_agg(''::text) from jsonb_array_elements(${cells}))`;

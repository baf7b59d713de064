import type { SealedColumn } from '../config/sealed-column.ts';
import { createSealer } from '../config/sealer.ts';
import type { Queryable } from '../db/database.ts';
import { quote } from '../metadata/names.ts';

/** What is sealed in a workspace, by how it stands to the secret in use. */
export interface SealedCount {
  /** Sealed with the secret in use. */
  readonly current: number;
  /** Sealed with an older one, or not at all; after a pass: sealed anew by it. */
  readonly older: number;
  /** What none of the secrets opens. */
  readonly lost: number;
}

/** Texts of one statement: a pass that is cut short has done whole ones of these, and goes on with the rest. */
const atOnce = 200;

/** Looks at every sealed text of a workspace, and changes none. */
export function countSealed(db: Queryable, columns: readonly SealedColumn[], secret: string): Promise<SealedCount> {
  return pass(db, columns, secret, false);
}

/**
 * Seals everything in a workspace with the secret in use that was sealed with an older one. It may be ended at any moment and
 * begun anew: what is sealed already is left alone, and older secrets open the rest until then.
 */
export function resealAll(db: Queryable, columns: readonly SealedColumn[], secret: string): Promise<SealedCount> {
  return pass(db, columns, secret, true);
}

async function pass(db: Queryable, columns: readonly SealedColumn[], secret: string, writes: boolean) {
  const sum = { current: 0, older: 0, lost: 0 };
  for (const column of columns) {
    for await (const texts of pages(db, column)) {
      const { current, lost, anew } = judge(texts, column, secret);
      sum.current += current;
      sum.lost += lost;
      sum.older += anew.length;
      if (writes && anew.length > 0) await write(db, column, anew);
    }
  }
  return sum;
}

interface SealedText {
  readonly key: string;
  readonly text: string;
}

async function* pages(db: Queryable, { table, key, column }: SealedColumn): AsyncGenerator<readonly SealedText[]> {
  const [there] = await db.query<{ there: boolean }>({
    text: 'select to_regclass($1) is not null as there',
    values: [quote(table)],
  });
  // A workspace that was not brought up to date yet may have no such table.
  for (let last: string | undefined = there?.there ? '' : undefined; last !== undefined; ) {
    const texts: readonly SealedText[] = await db.query<SealedText>({
      text: `select ${quote(key)}::text as key, ${quote(column)} as text from ${quote(table)}
        where ${quote(column)} is not null and ${quote(key)}::text > $1 order by ${quote(key)}::text limit ${atOnce}`,
      values: [last],
    });
    yield texts;
    last = texts.length === atOnce ? texts.at(-1)?.key : undefined;
  }
}

function judge(texts: readonly SealedText[], { purpose, isPlain }: SealedColumn, secret: string) {
  const sealer = createSealer(secret, purpose);
  const anew: { readonly key: string; readonly was: string; readonly text: string }[] = [];
  let [current, lost] = [0, 0];
  for (const { key, text } of texts) {
    if (sealer.isCurrent(text)) current += 1;
    else {
      const opened = isPlain?.(text) ? text : sealer.open(text);
      if (opened === null) lost += 1;
      else anew.push({ key, was: text, text: sealer.seal(opened) });
    }
  }
  return { current, lost, anew };
}

/** Writes only over what was read: whoever wrote there meanwhile sealed it with a secret of their own choice. */
async function write(db: Queryable, { table, key, column }: SealedColumn, anew: readonly object[]): Promise<void> {
  await db.query({
    text: `update ${quote(table)} t set ${quote(column)} = given.text
      from jsonb_to_recordset($1) as given(key text, was text, text text)
      where t.${quote(key)}::text = given.key and t.${quote(column)} = given.was`,
    values: [JSON.stringify(anew)],
  });
}

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { compileSql } from './compile.ts';

const database = await useDatabase();

test('values become parameters and identifiers are quoted', () => {
  const hostile = "x'; drop table person; --";
  const statement = compileSql(
    sql`select ${sql.ref('na"me')} from ${sql.table('person')} where name = ${hostile}`,
    'find',
  );
  expect(statement).toEqual({
    text: 'select "na""me" from "person" where name = $1',
    values: [hostile],
    name: 'find',
  });
});

test('fragments nest and the whole runs', async () => {
  const one = sql`${1}::int`;
  const rows = await database.control.query(
    compileSql(sql`select ${one} + ${sql.lit(2)} as three, ${'Ծաղիկ'}::text as text`),
  );
  expect(rows).toEqual([{ three: 3, text: 'Ծաղիկ' }]);
});

import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type { Statement } from './database.ts';

/** Kysely without a database behind it: it only writes SQL. */
const writer = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A `sql` template of Kysely's as a statement. With `name` (the same text each time) it is prepared once a connection. */
export function compileSql(builder: RawBuilder<unknown>, name?: string): Statement {
  const { sql, parameters } = builder.compile(writer);
  return { text: sql, values: parameters, ...(name ? { name } : {}) };
}

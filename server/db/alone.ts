import type { Queryable } from './database.ts';
import type { ConnectionPool } from './pool.ts';
import { runStatement } from './run-statement.ts';

/**
 * Runs `work` on a connection of its own whose statements take the time they need, each committed by itself; the
 * connection and every lock it holds end with it.
 */
export async function runSession<T>(
  pool: ConnectionPool,
  schema: string | null,
  work: (session: Queryable) => Promise<T>,
): Promise<T> {
  const connection = await pool.acquire(schema);
  try {
    await connection.client.query("set statement_timeout = 0; set maintenance_work_mem = '128MB'");
    return await work({
      query: (statement) => runStatement(connection, statement),
      transaction: () => Promise.reject(new Error('Statements that run alone are no transaction')),
    });
  } finally {
    connection.broken = true;
    pool.release(connection);
  }
}

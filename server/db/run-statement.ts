import { type Connection, notePrepared } from './connection.ts';
import type { Statement } from './database.ts';
import { nameOf } from './statement-names.ts';

/** What changes a session or a transaction behind the pool's back. */
const sessionCommands = new Set([
  'SET',
  'RESET',
  'DISCARD',
  'BEGIN',
  'START',
  'COMMIT',
  'ROLLBACK',
  'PREPARE',
  'DEALLOCATE',
  'LISTEN',
  'UNLISTEN',
  'LOAD',
]);

/** What runs whatever is written in it, the change of a role included; the server itself does so as control. */
const blocks = new Set(['DO', 'CALL']);

/** Settings of one transaction that carry no rights. */
const harmless =
  /^\s*set\s+(transaction\s+|local\s+(statement_timeout|idle_in_transaction_session_timeout|lock_timeout|work_mem|maintenance_work_mem|enable_\w+|synchronous_commit|pg_trgm\.\w+)\s*(=|to)\s*)[\w\s',]+$/i;

/**
 * Runs one statement, always by the extended protocol: the server refuses a text that holds a second one. Any error, and
 * any change of the session, breaks the connection.
 */
export async function runStatement<Row>(connection: Connection, statement: Statement): Promise<Row[]> {
  const { text, values, onePlan, name = nameOf(text, onePlan) } = statement;
  notePrepared(connection, name);
  try {
    const query = { text, values: values as unknown[] | undefined, name, queryMode: 'extended' };
    const result = await connection.client.query(query);
    if (changesSession(result.command, connection) && !harmless.test(text)) {
      throw new Error(`"${text.slice(0, 80)}" would change the session: statements may not`);
    }
    return result.rows as Row[];
  } catch (error) {
    connection.broken = true;
    throw error;
  }
}

function changesSession(command: string, { schema }: Connection): boolean {
  return sessionCommands.has(command) || (typeof schema === 'string' && blocks.has(command));
}

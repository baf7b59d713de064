import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolConfig } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Connection, discard, openConnection } from './connection.ts';
import type { Queryable, Statement, Transaction, WorkspaceAddress } from './database.ts';
import { runStatement } from './run-statement.ts';
import { controlSchema, quoteWorkspace, searchPathOf, sessionConfig } from './session.ts';

export interface WholeTransactionMode {
  /** Sees one moment of the database and changes nothing. */
  readonly readOnly?: boolean;
  /** That of another read-only transaction, as `pg_export_snapshot` named it. */
  readonly snapshot?: string;
}

/** What a COPY moved. */
export interface CopyResult {
  readonly rows: number;
}

/**
 * One transaction over the control schema and any number of workspaces, on a connection outside the pools: what a backup
 * reads and a restore writes in. Callers wait for each statement before the next. A failed one ends it: `rollback`.
 */
export class WholeTransaction {
  readonly control: Queryable;
  readonly #connection: Connection;
  readonly #callbacks: (() => void)[] = [];
  readonly #finishing: (() => Promise<void>)[] = [];
  /** Whose role the connection has; undefined before the first statement. */
  #schema: string | null | undefined;

  private constructor(connection: Connection) {
    this.#connection = connection;
    this.control = this.#queryable(null);
  }

  /** Connects and begins; no statement of it is ever cut short. */
  static async begin(config: PoolConfig, mode: WholeTransactionMode = {}): Promise<WholeTransaction> {
    const session = sessionConfig(config, { statementTimeout: 0, idleInTransactionTimeout: 0 }, controlSchema);
    const connection = await openConnection(session, () => undefined);
    try {
      const isolation = mode.readOnly ? 'isolation level repeatable read read only' : 'isolation level read committed';
      await connection.client.query(`begin ${isolation}`);
      if (mode.snapshot) {
        await connection.client.query(`set transaction snapshot ${connection.client.escapeLiteral(mode.snapshot)}`);
      }
    } catch (error) {
      discard(connection);
      throw error;
    }
    return new WholeTransaction(connection);
  }

  workspace({ schema }: WorkspaceAddress): Queryable {
    return this.#queryable(schema);
  }

  /** The bytes a `copy … to stdout` gives; returns how many rows they were once they are read to the end. */
  async *copyOut(schema: string | null, text: string): AsyncGenerator<Buffer, CopyResult> {
    await this.#act(schema);
    const stream = this.#connection.client.query(copyTo(text));
    yield* stream as AsyncIterable<Buffer>;
    // The count comes after the last byte, and any statement after the count.
    await this.#connection.client.query('select 1');
    return { rows: stream.rowCount };
  }

  /** Feeds a `copy … from stdin`. */
  async copyIn(schema: string | null, text: string, content: AsyncIterable<Buffer>): Promise<CopyResult> {
    await this.#act(schema);
    const stream = this.#connection.client.query(copyFrom(text));
    await pipeline(Readable.from(content, { objectMode: false }), stream);
    return { rows: stream.rowCount };
  }

  async commit(): Promise<void> {
    for (let next = this.#finishing.shift(); next; next = this.#finishing.shift()) await next();
    const { command } = await this.#connection.client.query('commit');
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back');
    await this.#connection.client.end();
    for (const callback of this.#callbacks) callback();
  }

  /** Undoes everything by ending the connection, whatever it is doing; after a commit it does nothing. */
  rollback(): void {
    discard(this.#connection);
  }

  #queryable(schema: string | null): Transaction {
    const queryable: Transaction = {
      query: async <Row>(statement: Statement) => {
        await this.#act(schema);
        return runStatement<Row>(this.#connection, statement);
      },
      transaction: (work) => work(queryable),
      beforeCommit: (work) => void this.#finishing.push(work),
      afterCommit: (callback) => void this.#callbacks.push(callback),
      asControl: (work) => work(this.control),
    };
    return queryable;
  }

  async #act(schema: string | null): Promise<void> {
    if (this.#schema === schema) return;
    const [role, path] = schema === null ? ['none', controlSchema] : [quoteWorkspace(schema), searchPathOf(schema)];
    await this.#connection.client.query(`set local role ${role}; set local search_path to ${path}`);
    this.#schema = schema;
  }
}

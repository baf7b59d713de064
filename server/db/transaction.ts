import type { Log } from '../config/log.ts';
import type { Connection } from './connection.ts';
import type { Queryable, Statement, Transaction } from './database.ts';
import type { ConnectionPool } from './pool.ts';
import { runStatement } from './run-statement.ts';
import { controlSchema, quoteWorkspace, searchPathOf } from './session.ts';

/** Runs `work` in one transaction on a connection of `schema` (null: the control schema). */
export async function runTransaction<T>(
  pool: ConnectionPool,
  schema: string | null,
  work: (transaction: Transaction) => Promise<T>,
  log?: Log,
): Promise<T> {
  const connection = await pool.acquire(schema);
  const transaction = new OpenTransaction(connection, schema);
  let result: T;
  try {
    await command(connection, 'begin isolation level read committed');
    result = await work(transaction);
    await transaction.finish();
    await commit(connection);
  } catch (error) {
    if (!connection.broken) await command(connection, 'rollback').catch(() => undefined);
    throw error;
  } finally {
    transaction.end();
    pool.release(connection);
  }
  transaction.committed(log);
  return result;
}

/** PostgreSQL answers a commit after a failed statement with a rollback and no error: that must not pass for success. */
async function commit(connection: Connection): Promise<void> {
  if (connection.broken) throw new Error('A statement of the transaction failed and its error was not passed on');
  const done = await command(connection, 'commit');
  if (done !== 'COMMIT') throw new Error('The transaction was rolled back');
}

async function command(connection: Connection, text: string): Promise<string> {
  try {
    return (await connection.client.query(text)).command;
  } catch (error) {
    connection.broken = true;
    throw error;
  }
}

class OpenTransaction implements Transaction {
  readonly #connection: Connection;
  readonly #schema: string | null;
  readonly #callbacks: (() => void)[] = [];
  readonly #finishing: (() => Promise<void>)[] = [];
  /** Statements go one after another, whoever issues them. */
  #last: Promise<unknown> = Promise.resolve();
  #asControl = false;
  #ended = false;

  constructor(connection: Connection, schema: string | null) {
    this.#connection = connection;
    this.#schema = schema;
  }

  query<Row>(statement: Statement): Promise<Row[]> {
    if (this.#asControl) {
      return Promise.reject(new Error('A statement of the workspace came while the transaction acts as control'));
    }
    return this.#enqueue<Row>(statement);
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return work(this);
  }

  beforeCommit(work: () => Promise<void>): void {
    this.#finishing.push(work);
  }

  /** Does what was left for the end, and what that leaves. */
  async finish(): Promise<void> {
    for (let next = this.#finishing.shift(); next; next = this.#finishing.shift()) await next();
  }

  afterCommit(callback: () => void): void {
    this.#callbacks.push(callback);
  }

  async asControl<T>(work: (control: Queryable) => Promise<T>): Promise<T> {
    if (this.#schema === null || this.#asControl) return work(this.#control());
    this.#asControl = true;
    try {
      await this.#switch('none', controlSchema);
      return await work(this.#control());
    } finally {
      if (!this.#connection.broken) await this.#switch(quoteWorkspace(this.#schema), searchPathOf(this.#schema));
      this.#asControl = false;
    }
  }

  /** From here on a forgotten `await` fails instead of running on somebody else's connection. */
  end(): void {
    this.#ended = true;
  }

  committed(log: Log | undefined): void {
    for (const callback of this.#callbacks) {
      try {
        callback();
      } catch (error) {
        log?.error({ err: error }, 'A callback after a commit failed');
      }
    }
  }

  /** This transaction as long as it acts as control. */
  #control(): Transaction {
    const control: Transaction = {
      query: (statement) => this.#enqueue(statement),
      transaction: (work) => work(control),
      beforeCommit: (work) => this.beforeCommit(work),
      afterCommit: (callback) => this.afterCommit(callback),
      asControl: (work) => work(control),
    };
    return control;
  }

  async #switch(role: string, searchPath: string): Promise<void> {
    await this.#inTurn(() =>
      command(this.#connection, `set local role ${role}; set local search_path to ${searchPath}`),
    );
  }

  #enqueue<Row>(statement: Statement): Promise<Row[]> {
    return this.#inTurn(() => runStatement<Row>(this.#connection, statement));
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.#ended) throw new Error('The transaction has ended');
      return act();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

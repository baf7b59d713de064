import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../config/log.ts';
import { runSession } from './alone.ts';
import type { Queryable, Statement, Transaction } from './database.ts';
import type { ConnectionPool } from './pool.ts';
import { runStatement } from './run-statement.ts';
import { runTransaction } from './transaction.ts';

const maxRetries = 3;

/** Statements on the pool's connections of `schema` (null: the control schema). */
export function createQueryable(pool: ConnectionPool, schema: string | null, log?: Log): Queryable {
  return {
    query: <Row>(statement: Statement) =>
      withRetries(pool, schema, isStalePlan, () => runAlone<Row>(pool, schema, statement)),
    transaction: <T>(work: (transaction: Transaction) => Promise<T>) =>
      withRetries(pool, schema, isRetriable, () => runTransaction(pool, schema, work, log)),
    alone: (work) => runSession(pool, schema, work),
  };
}

async function runAlone<Row>(pool: ConnectionPool, schema: string | null, statement: Statement): Promise<Row[]> {
  const connection = await pool.acquire(schema);
  try {
    return await runStatement<Row>(connection, statement);
  } finally {
    pool.release(connection);
  }
}

/** Nothing was committed and nobody was told, so the same work may simply run again. */
async function withRetries<T>(
  pool: ConnectionPool,
  schema: string | null,
  mayRetry: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await work();
    } catch (error) {
      if (retry === maxRetries || !mayRetry(error)) throw error;
      if (isStalePlan(error)) pool.evict(schema);
      await delay(2 ** retry * (5 + Math.random() * 10));
    }
  }
}

/** Serialisation failure, deadlock, or a plan made for the table as it was. */
function isRetriable(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '40001' || code === '40P01' || isStalePlan(error);
}

function isStalePlan(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '0A000' && message === 'cached plan must not change result type';
}

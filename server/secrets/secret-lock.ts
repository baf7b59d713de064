import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { DatabaseSource } from '../db/connect.ts';
import { WholeTransaction } from '../db/whole-transaction.ts';

const key = "pg_catalog.hashtext('rapport:secret')";

/**
 * Runs `work` while no other pass changes the secret and no server begins with one that is about to go. Held by a transaction that
 * does nothing else, so that PostgreSQL lets go of it however this process ends.
 * @throws {OperatorError} `busy` where another pass is under way, or a server is starting.
 */
export async function changingSecret<T>(connection: DatabaseSource['connection'], work: () => Promise<T>): Promise<T> {
  const tx = await WholeTransaction.begin(connection);
  try {
    const [row] = await tx.control.query<{ mine: boolean }>({
      text: `select pg_catalog.pg_try_advisory_xact_lock(${key}) as mine`,
    });
    if (!row?.mine)
      throw new OperatorError(
        exitCodes.busy,
        'Another rotation of the secret is under way on this database, or a Rapport is starting: try again when it is done.',
      );
    return await work().finally(() => letGo(tx));
  } finally {
    tx.rollback();
  }
}

/**
 * Runs `work`, which reads the secret and begins to seal with it, while none changes it; waits for a pass that is under way. Many do
 * so at once.
 */
export async function keepingSecret<T>(
  connection: DatabaseSource['connection'],
  say: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const tx = await WholeTransaction.begin(connection);
  try {
    const [row] = await tx.control.query<{ mine: boolean }>({
      text: `select pg_catalog.pg_try_advisory_xact_lock_shared(${key}) as mine`,
    });
    if (!row?.mine) {
      say('The secret of this database is being changed: waiting for it ...');
      await tx.control.query({ text: `select pg_catalog.pg_advisory_xact_lock_shared(${key})` });
    }
    return await work().finally(() => letGo(tx));
  } finally {
    tx.rollback();
  }
}

/** Waits until PostgreSQL has let go, so that whoever is told of the end may begin at once; with a lost connection the lock went too. */
async function letGo(tx: WholeTransaction): Promise<void> {
  await tx.commit().catch(() => undefined);
}

import { AppError } from '../../shared/errors.ts';
import { announceHere } from '../auth/auth-events.ts';
import { raiseMetadataVersion } from '../auth/workspace.repository.ts';
import { OperatorError } from '../config/operator-error.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { readAdditions } from './custom-noun.repository.ts';
import { bringUpToDate, lockSchema, withLockRetries } from './migrate.ts';
import type { Definitions } from './reconcile.ts';
import { type Additions, createRegistry } from './registry.ts';

interface StructureChange<T> {
  /** What needs the tables as they are then. */
  readonly afterwards?: (tx: TransactionContext, result: T) => Promise<void>;
  /** Indexes that were made for it beforehand. */
  readonly made?: Definitions;
}

/**
 * Runs `work`, which changes rows of the workspace's own nouns and fields, brings the tables up to them and lets every
 * process know: all in one transaction. One after another, so that `added` is what there is.
 * @throws AppError 409 `valuesNotUnique` where records hold the same value of what is to be unique.
 */
export async function changeStructure<T>(
  ctx: Context,
  work: (tx: TransactionContext, added: Additions) => Promise<T>,
  { afterwards, made }: StructureChange<T> = {},
): Promise<T> {
  return withLockRetries(() =>
    inTransaction(ctx, async (tx) => {
      await lockSchema(tx.db);
      const result = await work(tx, await readAdditions(tx.db));
      await bringUpToDate(tx.db, createRegistry(ctx.registry.modules), made).catch(explain);
      await afterwards?.(tx, result);
      await announceMetadata(tx);
      return result;
    }),
  );
}

/** Lets every process read anew what the workspace makes of the nouns, once the transaction is committed. */
export async function announceMetadata({ db, workspace }: TransactionContext): Promise<void> {
  await db.asControl((control) => raiseMetadataVersion(control, workspace.id));
  db.afterCommit(() => announceHere(`workspace:${workspace.id}`));
}

function explain(error: unknown): never {
  const cause = error instanceof OperatorError ? (error.cause as { code?: string } | undefined) : undefined;
  if (cause?.code === '23505') throw new AppError(409, 'valuesNotUnique');
  throw error;
}

import { AppError } from '../../shared/errors.ts';
import type { CustomField } from '../../shared/nouns/custom-field.ts';
import { announceHere } from '../auth/auth-events.ts';
import { raiseMetadataVersion } from '../auth/workspace.repository.ts';
import { OperatorError } from '../config/operator-error.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { listCustomFields } from './custom-field.repository.ts';
import { bringUpToDate, lockSchema, withLockRetries } from './migrate.ts';
import { createRegistry } from './registry.ts';

/**
 * Runs `work`, which changes rows of the workspace's added fields, brings the tables up to them and lets every process know:
 * all in one transaction. One after another, so that `fields` is what there is.
 * @throws AppError 409 `valuesNotUnique` where records hold the same value of what is to be unique.
 */
export async function changeCustomFields<T>(
  ctx: Context,
  work: (tx: TransactionContext, fields: readonly CustomField[]) => Promise<T>,
): Promise<T> {
  return withLockRetries(() =>
    inTransaction(ctx, async (tx) => {
      await lockSchema(tx.db);
      const result = await work(tx, await listCustomFields(tx.db));
      await bringUpToDate(tx.db, createRegistry(ctx.registry.modules)).catch(explain);
      await tx.db.asControl((control) => raiseMetadataVersion(control, ctx.workspace.id));
      tx.db.afterCommit(() => announceHere(`workspace:${ctx.workspace.id}`));
      return result;
    }),
  );
}

function explain(error: unknown): never {
  const cause = error instanceof OperatorError ? (error.cause as { code?: string } | undefined) : undefined;
  if (cause?.code === '23505') throw new AppError(409, 'valuesNotUnique');
  throw error;
}

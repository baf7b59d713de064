import { asSystem, type TransactionContext } from '../context.ts';
import { partsOf, readConfiguration } from './apply.ts';
import { canonical, compareConfigurations } from './compare.ts';
import { namedConfiguration, readReferences } from './references.ts';
import { findLatest, insertVersion, lockVersions } from './version.repository.ts';

export interface Author {
  /** ISO 8601. */
  readonly at: string;
  readonly member: string | null;
  readonly through: string;
}

/** Keeps the configuration as it is now as a version, unless the newest one is just so. */
export async function recordVersion(ctx: TransactionContext, author: Author): Promise<void> {
  const tx = asSystem(ctx);
  await lockVersions(tx.db);
  const parts = partsOf(tx);
  const [state, latest] = [await readConfiguration(tx), await findLatest(tx.db)];
  const before = latest && namedConfiguration(await readReferences(tx, parts), parts, latest.state);
  if (before && canonical(before) === canonical(state)) return;
  const changes = before ? compareConfigurations(parts, before, state, { mode: 'exact' }) : [];
  const told = changes.map(({ before: _, after: __, ...change }) => change);
  await insertVersion(tx.db, { ...author, number: (latest?.number ?? 0) + 1, state, changes: told });
}

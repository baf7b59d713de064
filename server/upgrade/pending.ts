import { authMigrations } from '../auth/auth-schema.ts';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import type { Workspace } from '../context.ts';
import { listMissingSteps, listSteps, listUnknownSteps } from '../db/control-schema.ts';
import type { Database, Queryable } from '../db/database.ts';
import { isUpToDate, planWorkspace } from '../metadata/migrate.ts';
import type { Registry } from '../metadata/registry.ts';
import { newerDatabase, readState } from '../metadata/schema-state.ts';
import { findConflicts } from './conflicts.ts';

/** What an installation lacks of what this program wants. */
export interface Pending {
  /** SQL for the control schema: accounts, sessions, workspaces. */
  readonly control: readonly string[];
  readonly workspaces: readonly PendingWorkspace[];
  /** The version that brought it where it is; null where that was not written down. */
  readonly from: string | null;
  /** Whether there is anything to lose. */
  readonly isSetUp: boolean;
}

export interface PendingWorkspace {
  readonly workspace: Workspace;
  /** Whether its tables are as this program wants them. */
  readonly isCurrent: boolean;
  readonly statements: readonly string[];
  /** Why it can not be had. */
  readonly refusals: readonly string[];
}

/**
 * Looks at the database without changing it; `thorough` compares every column and index, also where nothing was declared
 * anew since.
 * @throws {OperatorError} when it is that of a newer program.
 */
export async function findPending(database: Database, registry: Registry, { thorough = false } = {}): Promise<Pending> {
  const { control } = database;
  const [unknown] = await listUnknownSteps(control, authMigrations);
  if (unknown) throw newerDatabase(unknown);
  const steps = await listMissingSteps(control, authMigrations);
  const workspaces = (await listSteps(control)).length > 0 ? await listWorkspaces(control) : [];
  const pending: PendingWorkspace[] = [];
  let from: string | null = null;
  for (const workspace of workspaces) {
    const db = database.workspace(workspace);
    from ??= (await readState(db))?.product ?? null;
    pending.push(await lookAt(db, workspace, registry, thorough));
  }
  return {
    ...{ control: steps.flatMap((step) => step.statements), workspaces: pending },
    ...{ from, isSetUp: workspaces.length > 0 },
  };
}

async function lookAt(
  db: Queryable,
  workspace: Workspace,
  registry: Registry,
  thorough: boolean,
): Promise<PendingWorkspace> {
  const isDeclared = await isUpToDate(db, registry);
  if (isDeclared && !thorough) return { workspace, isCurrent: true, statements: [], refusals: [] };
  const { statements, refusals } = await planWorkspace(db, registry);
  const isCurrent = isDeclared && statements.length + refusals.length === 0;
  const conflicts = await db.transaction(async (tx) => {
    // Many records are looked through, and nobody waits for that.
    await tx.query({ text: "set local statement_timeout = '0'" });
    return findConflicts(tx, statements);
  });
  return { workspace, isCurrent, statements, refusals: [...refusals, ...conflicts] };
}

/** Whether this program would leave everything as it is. */
export function isNothing({ control, workspaces }: Pending): boolean {
  return control.length === 0 && workspaces.every(({ isCurrent }) => isCurrent);
}

/** Whether anything is changed that a backup would be wanted of. */
export function changesStructure({ control, workspaces }: Pending): boolean {
  return control.length > 0 || workspaces.some(({ statements }) => statements.length > 0);
}

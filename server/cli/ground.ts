import { listWorkspaces } from '../auth/workspace.repository.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { type Context, systemActor, type Workspace } from '../context.ts';
import type { Database } from '../db/database.ts';
import { readRegistry } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';

/** What a command works on. */
export interface CliGround {
  readonly database: Database;
  readonly registry: Registry;
}

/** Gives a command the database, brought up to date, for as long as its work takes. */
export type OpenGround = <T>(work: (ground: CliGround) => Promise<T>) => Promise<T>;

/** The workspace meant: the only one, or the one with this name or id. */
export async function chooseWorkspace({ database }: CliGround, wanted: string | undefined): Promise<Workspace> {
  const workspaces = (await listWorkspaces(database.control)).filter(({ sandboxOf }) => !sandboxOf);
  const found = wanted ? workspaces.filter(({ id, name }) => id === wanted || name === wanted) : workspaces;
  const [workspace] = found;
  if (workspace && found.length === 1) return workspace;
  if (workspaces.length === 0) {
    throw new OperatorError(exitCodes.unavailable, 'There is no workspace yet: start Rapport and set it up first.');
  }
  const names = workspaces.map(({ name }) => `"${name}"`).join(', ');
  throw new OperatorError(exitCodes.usage, `Say which workspace with --workspace: ${names}.`);
}

/** The system acting in a workspace at the command line. */
export async function cliContext({ database, registry }: CliGround, workspace: Workspace): Promise<Context> {
  const db = database.workspace(workspace);
  return {
    workspace,
    actor: systemActor,
    through: 'cli',
    db,
    registry: await readRegistry(registry, db),
    language: workspace.language,
    requestId: 'cli',
    now: () => new Date(),
  };
}

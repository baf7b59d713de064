import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { insertMembership, listMemberAccounts } from '../auth/membership.repository.ts';
import { deleteWorkspace, findSandbox, insertWorkspace } from '../auth/workspace.repository.ts';
import { type Context, systemContext, type Workspace } from '../context.ts';
import type { Database, WorkspaceAddress } from '../db/database.ts';
import { readRegistry } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';

export interface Sandbox {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The way from a workspace to its sandbox, and to no other workspace. */
export interface SandboxKeeper {
  find(ctx: Context): Promise<Sandbox | null>;
  /** The sandbox as the system sees it; null where there is none. */
  open(ctx: Context): Promise<Context | null>;
  /**
   * Makes one; `fill` puts in it what it begins with. Those who are members here are members there.
   * @throws AppError 409 `sandboxThere`, `sandboxInSandbox`.
   */
  make(ctx: Context, fill: (sandbox: Context) => Promise<void>): Promise<void>;
  remove(ctx: Context): Promise<void>;
}

export interface SandboxParts {
  readonly database: Database;
  readonly registry: Registry;
  readonly migrate: (address: WorkspaceAddress) => Promise<unknown>;
}

export function createSandboxKeeper(parts: SandboxParts): SandboxKeeper {
  const { database, registry } = parts;
  const contextOf = async (workspace: Workspace): Promise<Context> => {
    const known = await readRegistry(registry, database.workspace(workspace));
    return systemContext(database, known, workspace);
  };
  const find = ({ workspace }: Context) => findSandbox(database.control, workspace.id);
  return {
    async find(ctx) {
      const found = await find(ctx);
      return found && { id: found.id, name: found.name, createdAt: found.createdAt };
    },
    async open(ctx) {
      const found = await find(ctx);
      return found && contextOf(found);
    },
    async make(ctx, fill) {
      if (ctx.workspace.sandboxOf) throw new AppError(409, 'sandboxInSandbox');
      if (await find(ctx)) throw new AppError(409, 'sandboxThere');
      await build(parts, ctx, async (workspace) => fill(await contextOf(workspace)));
    },
    async remove(ctx) {
      const found = await find(ctx);
      if (!found) return;
      // Nobody enters any more, and no process looks for work in it.
      await deleteWorkspace(database.control, found.id);
      await database.dropWorkspace(found);
    },
  };
}

/** It is known to nobody before it is whole; what was made is taken back when anything of it fails. */
async function build(
  { database, migrate }: SandboxParts,
  { workspace: real }: Context,
  fill: (workspace: Workspace) => Promise<void>,
): Promise<void> {
  const id = randomUUID();
  const schema = `ws_${id.replaceAll('-', '')}`;
  const workspace: Workspace = { ...real, id, schema, metadataVersion: 1, sandboxOf: real.id };
  await database.createWorkspace(workspace);
  try {
    await migrate(workspace);
    await fill(workspace);
    await database.control.transaction(async (tx) => {
      // Of two at once the second finds the first.
      await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:sandbox'))" });
      if (await findSandbox(tx, real.id)) throw new AppError(409, 'sandboxThere');
      await insertWorkspace(tx, workspace);
      for (const { account, member } of await listMemberAccounts(tx, real.id))
        await insertMembership(tx, account, id, member);
    });
  } catch (error) {
    await database.dropWorkspace(workspace);
    throw error;
  }
}

import type { Queryable, WorkspaceAddress } from './database.ts';
import { extensionSchema, quoteWorkspace } from './session.ts';

/**
 * Creates the workspace's role and the schema it owns. The server's role may take it on (SET) but has none of its rights
 * (no INHERIT). Before version 16 PostgreSQL knows no such options and the server's role is NOINHERIT as a whole.
 */
export async function createWorkspace(control: Queryable, version: number, address: WorkspaceAddress): Promise<void> {
  const name = quoteWorkspace(address.schema);
  const options = version >= 160_000 ? ' with set true, inherit false' : '';
  await control.transaction(async (tx) => {
    await lock(tx);
    await tx.query({ text: `create role ${name} nologin noinherit nosuperuser nocreaterole nocreatedb` });
    await tx.query({ text: `grant ${name} to current_user${options}` });
    await tx.query({ text: `grant usage on schema ${extensionSchema} to ${name}` });
    await tx.query({ text: `create schema ${name} authorization ${name}` });
  });
}

/** Drops the workspace's schema with everything in it, and its role unless another database of the server uses it too. */
export async function dropWorkspace(
  control: Queryable,
  workspace: Queryable,
  address: WorkspaceAddress,
): Promise<void> {
  const name = quoteWorkspace(address.schema);
  // Only the role itself may give up what it owns and was granted.
  await workspace.query({ text: `drop schema ${name} cascade` });
  await control.transaction(async (tx) => {
    await lock(tx);
    await tx.query({ text: `revoke usage on schema ${extensionSchema} from ${name}` });
  });
  await dropRole(control, name);
}

async function dropRole(control: Queryable, name: string): Promise<void> {
  try {
    await control.query({ text: `drop role ${name}` });
  } catch (error) {
    const usedElsewhere = (error as { code?: string }).code === '2BP01';
    if (!usedElsewhere) throw error;
  }
}

/** Two grants on one schema at the same time fail ("tuple concurrently updated"). */
async function lock(tx: Queryable): Promise<void> {
  await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:provision'))" });
}

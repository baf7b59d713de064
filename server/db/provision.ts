import { exitCodes, OperatorError } from '../config/operator-error.ts';
import type { Queryable, WorkspaceAddress } from './database.ts';
import { extensionSchema, quoteWorkspace } from './session.ts';

/**
 * Creates the workspace's role and the schema it owns. The server's role may take it on (SET) but has none of its rights
 * (no INHERIT). Before version 16 PostgreSQL knows no such options and the server's role is NOINHERIT as a whole.
 */
export async function createWorkspace(control: Queryable, version: number, address: WorkspaceAddress): Promise<void> {
  await control.transaction(async (tx) => {
    await lock(tx);
    await createRole(tx, version, address.schema);
    await createSchema(tx, address.schema);
  });
}

/**
 * Creates the workspace's schema, and its role unless a database beside this one has it already: a copy of an
 * installation may live on the same PostgreSQL. Throws OperatorError when that role is not the server's to take on.
 */
export async function createWorkspaceAgain(control: Queryable, address: WorkspaceAddress): Promise<void> {
  await control.transaction(async (tx) => {
    await lock(tx);
    const [found] = await tx.query<{ version: number; mine: boolean | null }>({
      text: `select current_setting('server_version_num')::int as version,
        (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $1) as mine`,
      values: [address.schema],
    });
    if (found?.mine === false) throw strangeRole(address.schema);
    if (!found?.mine) await createRole(tx, found?.version ?? 0, address.schema);
    await createSchema(tx, address.schema);
  });
}

async function createRole(tx: Queryable, version: number, schema: string): Promise<void> {
  const name = quoteWorkspace(schema);
  const options = version >= 160_000 ? ' with set true, inherit false' : '';
  await tx.query({ text: `create role ${name} nologin noinherit nosuperuser nocreaterole nocreatedb` });
  await tx.query({ text: `grant ${name} to current_user${options}` });
}

async function createSchema(tx: Queryable, schema: string): Promise<void> {
  const name = quoteWorkspace(schema);
  await tx.query({ text: `grant usage on schema ${extensionSchema} to ${name}` });
  await tx.query({ text: `create schema ${name} authorization ${name}` });
}

function strangeRole(schema: string): OperatorError {
  return new OperatorError(
    exitCodes.noPermission,
    `The role ${schema} is there already and belongs to another installation on the same PostgreSQL: use a PostgreSQL of its own, or the role that owns that installation.`,
  );
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

/** A block of its own, so that a refusal leaves the transaction it is in alive. */
async function dropRole(control: Queryable, name: string): Promise<void> {
  await control.query({
    text: `do $$ begin drop role ${name}; exception when dependent_objects_still_exist then null; end $$`,
  });
}

/** Two grants on one schema at the same time fail ("tuple concurrently updated"). */
async function lock(tx: Queryable): Promise<void> {
  await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:provision'))" });
}

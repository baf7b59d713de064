import type { WorkspaceSettings } from '../../shared/nouns/metadata.ts';
import type { Workspace } from '../context.ts';
import type { Queryable } from '../db/database.ts';

const shown =
  'id, schema, name, language, currency, time_zone as "timeZone", metadata_version as "metadataVersion", sandbox_of as "sandboxOf"';

/** As the table holds it; an earlier Rapport counts no versions of metadata and knows no sandboxes. */
interface Row extends Omit<Workspace, 'timeZone' | 'metadataVersion' | 'sandboxOf'> {
  readonly time_zone: string;
  readonly metadata_version?: number;
  readonly sandbox_of?: string | null;
}

/** Every workspace, sandboxes too, the oldest first. */
export async function listWorkspaces(control: Queryable): Promise<Workspace[]> {
  const rows = await control.query<{ row: Row }>({
    text: 'select to_json(w) as row from workspace w order by created_at, id',
  });
  return rows.map(({ row: { id, schema, name, language, currency, ...row } }) => ({
    ...{ id, schema, name, language, currency },
    ...{ timeZone: row.time_zone, metadataVersion: row.metadata_version ?? 0, sandboxOf: row.sandbox_of ?? null },
  }));
}

export async function findWorkspace(control: Queryable, id: string): Promise<Workspace | null> {
  const [row] = await control.query<Workspace>({
    name: 'workspace.find',
    text: `select ${shown} from workspace where id = $1`,
    values: [id],
  });
  return row ?? null;
}

export async function insertWorkspace(control: Queryable, workspace: Workspace): Promise<void> {
  const { id, schema, name, language, currency, timeZone, metadataVersion, sandboxOf = null } = workspace;
  await control.query({
    text: `insert into workspace (id, schema, name, language, currency, time_zone, metadata_version, sandbox_of)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [id, schema, name, language, currency, timeZone, metadataVersion, sandboxOf],
  });
}

/** The sandbox of a workspace; null where it has none. */
export async function findSandbox(control: Queryable, of: string): Promise<(Workspace & { createdAt: string }) | null> {
  const [row] = await control.query<Workspace & { createdAt: string }>({
    text: `select ${shown}, to_json(created_at) #>> '{}' as "createdAt" from workspace where sandbox_of = $1`,
    values: [of],
  });
  return row ?? null;
}

/** Who may sign in goes with it. */
export async function deleteWorkspace(control: Queryable, id: string): Promise<void> {
  await control.query({ text: 'delete from workspace where id = $1', values: [id] });
}

/** Changes the settings given. Answers the workspace as it is then. */
export async function updateWorkspace(
  control: Queryable,
  id: string,
  patch: Partial<Omit<WorkspaceSettings, 'id'>>,
): Promise<Workspace> {
  const [row] = await control.query<Workspace>({
    text: `update workspace set name = coalesce($2, name), language = coalesce($3, language),
        currency = coalesce($4, currency), time_zone = coalesce($5, time_zone)
      where id = $1 returning ${shown}`,
    values: [id, patch.name ?? null, patch.language ?? null, patch.currency ?? null, patch.timeZone ?? null],
  });
  if (!row) throw new Error(`There is no workspace ${id}`);
  return row;
}

/** Lets every process read anew what the workspace has added, once the transaction is committed. */
export async function raiseMetadataVersion(control: Queryable, id: string): Promise<void> {
  await control.query({
    text: 'update workspace set metadata_version = metadata_version + 1 where id = $1',
    values: [id],
  });
}

/** Whether nobody else is setting up at this moment; then nobody begins before the transaction ends. */
export async function tryLockSetUp(control: Queryable): Promise<boolean> {
  const [row] = await control.query<{ mine: boolean }>({
    text: "select pg_try_advisory_xact_lock(hashtext('rapport:set-up')) as mine",
  });
  return row?.mine === true;
}

/** Waits until no other process of this installation is setting up; held to the end of the transaction. */
export async function lockSetUp(control: Queryable): Promise<void> {
  await control.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:set-up'))" });
}

/** The roles that must have a second factor; a sandbox has those of the workspace it is of. */
export async function writeSecondFactorRoles(control: Queryable, id: string, roles: readonly string[]): Promise<void> {
  await control.query({ text: 'update workspace set second_factor_roles = $2 where id = $1', values: [id, roles] });
}

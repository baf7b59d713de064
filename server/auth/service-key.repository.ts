import type { Workspace } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import type { KeyScopes, NewApiKey } from './api-key.repository.ts';

export interface NewServiceKey extends Omit<NewApiKey, 'accountId' | 'role'> {
  /** The service that acts by it. */
  readonly memberId: string;
  readonly createdBy: string | null;
}

/** A key as owners see it: of the workspace they own, whoever's it is. */
export interface WorkspaceKeyRow {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  /** As whom it acts. */
  readonly memberId: string;
  readonly isService: boolean;
  /** The member who made it. */
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly lastUsedFrom: string | null;
  readonly readOnly: boolean;
  readonly networks: readonly string[];
  readonly scopes: KeyScopes | null;
  readonly role: string | null;
}

const shown = `k.id, k.name, k.start, coalesce(k.member, m.member) as "memberId", k.member is not null as "isService",
  case when k.member is null then m.member else k.created_by end as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.last_used_at as "lastUsedAt", k.last_used_from as "lastUsedFrom", k.read_only as "readOnly", k.networks, k.scopes, k.role`;

/** Those of services, and those of members' accounts that are for this workspace. */
const source = 'api_key k left join membership m on m.account = k.account and m.workspace = k.workspace';

/** Answers the id of the key. */
export async function insertServiceKey(control: Queryable, key: NewServiceKey): Promise<string> {
  const [row] = await control.query<{ id: string }>({
    text: `insert into api_key (member, workspace, name, hash, start, expires_at, read_only, networks, scopes, created_by)
      values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7, $8, $9, $10) returning id`,
    values: [
      ...[key.memberId, key.workspaceId, key.name, key.hash, key.start, key.days, key.readOnly],
      ...[key.networks, key.scopes && JSON.stringify(key.scopes), key.createdBy],
    ],
  });
  if (!row) throw new Error('The key of a service was not stored');
  return row.id;
}

/** The oldest first. */
export function listWorkspaceKeyRows(control: Queryable, workspaceId: string): Promise<WorkspaceKeyRow[]> {
  return control.query<WorkspaceKeyRow>({
    text: `select ${shown} from ${source} where k.workspace = $1 and (k.member is not null or m.member is not null)
      order by k.created_at, k.id`,
    values: [workspaceId],
  });
}

/** How many keys the services of a workspace have; nobody makes one more before the transaction ends. */
export async function countServiceKeys(control: Queryable, workspaceId: string): Promise<number> {
  await control.query({ text: 'select from workspace where id = $1 for no key update', values: [workspaceId] });
  const [row] = await control.query<{ count: number }>({
    text: 'select count(*)::integer as count from api_key where workspace = $1 and member is not null',
    values: [workspaceId],
  });
  return row?.count ?? 0;
}

/** Ends a key of the workspace, whoever's it is; answers whose it was, null where the workspace has none. */
export async function deleteWorkspaceKeyRow(
  control: Queryable,
  workspaceId: string,
  id: string,
): Promise<WorkspaceKeyRow | null> {
  const [row] = await control.query<WorkspaceKeyRow>({
    text: `select ${shown} from ${source} where k.workspace = $1 and k.id = $2 and (k.member is not null or m.member is not null)
      for update of k`,
    values: [workspaceId, id],
  });
  if (row) await control.query({ text: 'delete from api_key where id = $1', values: [id] });
  return row ?? null;
}

export async function deleteServiceKeysOf(control: Queryable, workspaceId: string, memberId: string): Promise<void> {
  await control.query({
    text: 'delete from api_key where workspace = $1 and member = $2',
    values: [workspaceId, memberId],
  });
}

/** The workspace a service's key is for; null for a sandbox, where there are none. */
export async function findWorkspaceOfKeys(control: Queryable, id: string): Promise<Workspace | null> {
  const [row] = await control.query<Workspace>({
    text: `select id, schema, name, language, currency, time_zone as "timeZone", metadata_version as "metadataVersion",
        sandbox_of as "sandboxOf", second_factor_roles as "secondFactorRoles"
      from workspace where id = $1 and sandbox_of is null`,
    values: [id],
  });
  return row ?? null;
}

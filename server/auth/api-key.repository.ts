import type { Queryable } from '../db/database.ts';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly readOnly: boolean;
  /** Addresses and networks it may come from; anywhere where there are none. */
  readonly networks: readonly string[];
  /** By noun; all that its holder may where it is null. */
  readonly scopes: KeyScopes | null;
  /** A standard role by its name or one of the workspace's own by its id: the key may no more than that; null for all that its holder may. */
  readonly role: string | null;
}

export type KeyScopes = Readonly<Record<string, 'read' | 'write'>>;

export interface NewApiKey {
  readonly accountId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly start: string;
  readonly days: number | null;
  readonly readOnly: boolean;
  readonly networks: readonly string[];
  readonly scopes: KeyScopes | null;
  readonly role: string | null;
}

const shown = `id, name, start, created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt", read_only as "readOnly",
  networks, scopes, role`;

export async function insertApiKey(control: Queryable, key: NewApiKey): Promise<ApiKeyRow> {
  const [row] = await control.query<ApiKeyRow>({
    text: `insert into api_key (account, workspace, name, hash, start, expires_at, read_only, networks, scopes, role)
      values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7, $8, $9, $10) returning ${shown}`,
    values: [
      ...[key.accountId, key.workspaceId, key.name, key.hash, key.start, key.days, key.readOnly],
      ...[key.networks, key.scopes && JSON.stringify(key.scopes), key.role],
    ],
  });
  if (!row) throw new Error('The API key was not stored');
  return row;
}

export function listApiKeyRows(control: Queryable, accountId: string, workspaceId: string): Promise<ApiKeyRow[]> {
  return control.query<ApiKeyRow>({
    text: `select ${shown} from api_key where account = $1 and workspace = $2 order by created_at, id`,
    values: [accountId, workspaceId],
  });
}

/** False when the account has no such key. */
export async function deleteApiKeyRow(control: Queryable, accountId: string, id: string): Promise<boolean> {
  const rows = await control.query({
    text: 'delete from api_key where account = $1 and id = $2 returning id',
    values: [accountId, id],
  });
  return rows.length > 0;
}

export async function deleteApiKeysOf(control: Queryable, accountId: string, workspaceId?: string): Promise<void> {
  await control.query({
    text: 'delete from api_key where account = $1 and ($2::uuid is null or workspace = $2)',
    values: [accountId, workspaceId ?? null],
  });
}

export interface KeyHolder {
  readonly id: string;
  /** Whose it is; null for one of a service. */
  readonly accountId: string | null;
  /** The service that acts by it; null for a person's. */
  readonly memberId: string | null;
  readonly workspaceId: string;
  readonly expiresAt: string | null;
  readonly readOnly: boolean;
  readonly networks: readonly string[];
  readonly scopes: KeyScopes | null;
  readonly role: string | null;
}

export async function findKeyHolder(control: Queryable, hash: Buffer): Promise<KeyHolder | null> {
  const [row] = await control.query<KeyHolder>({
    text: `select id, account as "accountId", member as "memberId", workspace as "workspaceId", expires_at as "expiresAt", read_only as "readOnly",
        networks, scopes, role
      from api_key where hash = $1 and (expires_at is null or expires_at > now())`,
    values: [hash],
  });
  return row ?? null;
}

/** Notes the use of a key and whence, at most once a minute. */
export async function noteKeyUse(control: Queryable, id: string, address: string): Promise<void> {
  await control.query({
    text: `update api_key set last_used_at = now(), last_used_from = nullif($2, '')
      where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    values: [id, address],
  });
}

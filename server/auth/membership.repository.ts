import type { Language } from '../../shared/nouns/metadata.ts';
import type { Workspace } from '../context.ts';
import type { Queryable } from '../db/database.ts';

/** An account that may sign in, and the member it is in one workspace. */
export interface Membership {
  readonly account: Account;
  readonly memberId: string;
  readonly workspace: Workspace;
}

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

interface MembershipRow {
  account: string;
  email: string;
  account_name: string;
  member: string;
  id: string;
  schema: string;
  name: string;
  language: Language;
  currency: string;
  time_zone: string;
  metadata_version: number;
  sandbox_of: string | null;
  second_factor_roles: string[];
}

/** An active account's memberships, the oldest first; only the one in `workspaceId` when that is given. */
export async function listMemberships(
  control: Queryable,
  accountId: string,
  workspaceId?: string,
): Promise<Membership[]> {
  const rows = await control.query<MembershipRow>({
    text: `select a.id as account, a.email, a.name as account_name, m.member,
        w.id, w.schema, w.name, w.language, w.currency, w.time_zone, w.metadata_version, w.sandbox_of, coalesce(r.second_factor_roles, w.second_factor_roles) as second_factor_roles
      from membership m join auth_user a on a.id = m.account join workspace w on w.id = m.workspace
        left join workspace r on r.id = w.sandbox_of
      where m.account = $1 and a.active and ($2::uuid is null or w.id = $2)
      order by w.sandbox_of is not null, m.created_at, w.id`,
    values: [accountId, workspaceId ?? null],
  });
  return rows.map((row) => ({
    account: { id: row.account, email: row.email, name: row.account_name },
    memberId: row.member,
    workspace: {
      id: row.id,
      schema: row.schema,
      name: row.name,
      language: row.language,
      currency: row.currency,
      timeZone: row.time_zone,
      metadataVersion: row.metadata_version,
      sandboxOf: row.sandbox_of,
      secondFactorRoles: row.second_factor_roles,
    },
  }));
}

/**
 * Whether the account has to do with another workspace than this: then its sessions, its second factor and its password are not this
 * one's owners' to end. Memberships that were ended count too: they may be taken up again.
 */
export async function isMemberElsewhere(control: Queryable, accountId: string, workspaceId: string): Promise<boolean> {
  const rows = await control.query({
    text: `select from membership m join workspace w on w.id = m.workspace
      where m.account = $1 and m.workspace <> $2 and w.sandbox_of is null limit 1`,
    values: [accountId, workspaceId],
  });
  return rows.length > 0;
}

export async function insertMembership(control: Queryable, accountId: string, workspaceId: string, memberId: string) {
  await control.query({
    text: 'insert into membership (account, workspace, member) values ($1, $2, $3)',
    values: [accountId, workspaceId, memberId],
  });
}

/** The accounts behind members of a workspace. */
export function listMemberAccounts(control: Queryable, workspaceId: string) {
  return control.query<{ account: string; member: string }>({
    text: 'select account, member from membership where workspace = $1',
    values: [workspaceId],
  });
}

/** The account that is this member, null for a member without one. */
export async function findMemberAccount(
  control: Queryable,
  workspaceId: string,
  memberId: string,
): Promise<Account | null> {
  const [row] = await control.query<Account>({
    text: `select a.id, a.email, a.name from membership m join auth_user a on a.id = m.account
      where m.workspace = $1 and m.member = $2`,
    values: [workspaceId, memberId],
  });
  return row ?? null;
}

/** Members of a workspace that an active account stands behind. */
export async function listMembersWithAccount(control: Queryable, workspaceId: string): Promise<string[]> {
  const rows = await control.query<{ member: string }>({
    text: 'select m.member from membership m join auth_user a on a.id = m.account where m.workspace = $1 and a.active',
    values: [workspaceId],
  });
  return rows.map((row) => row.member);
}

import { announceHere } from '../../../server/auth/auth-events.ts';
import { authChannel } from '../../../server/auth/auth-schema.ts';
import type { MemberStanding } from '../../../server/auth/identity.ts';
import type { TransactionContext } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';

/**
 * A live member's standing. Their teams are those they head or belong to and the teams below; a team's head counts among
 * its members. Their branch is the nearest team above, or their own, that is one. A team's role is that of those in the teams below, too.
 */
export async function findStanding(db: Queryable, memberId: string): Promise<MemberStanding | null> {
  const [row] = await db.query<MemberStanding>({
    text: `with recursive actor as (select id, name, role, access_role, active, service, team from members where id = $1 and deleted_at is null),
      mine as (
        select t.id, t.head, t.parent, t.branch from teams t join actor a on t.head = a.id or t.id = a.team
        where t.deleted_at is null),
      above as (
        select id, parent from mine
        union select t.id, t.parent from teams t join above u on t.id = u.parent where t.deleted_at is null),
      reach as (
        select id, head from mine
        union select t.id, t.head from teams t join reach r on t.parent = r.id where t.deleted_at is null),
      climb as (
        select id, head, parent, branch from mine
        union select t.id, t.head, t.parent, t.branch from teams t join climb c on t.id = c.parent and c.branch is not true
        where t.deleted_at is null),
      around as (
        select id, head from climb where branch
        union select t.id, t.head from teams t join around r on t.parent = r.id where t.deleted_at is null)
      select a.name, a.role, a.access_role as "accessRole", a.active, a.service, array(
        select a.id union select r.head from reach r where r.head is not null
        union select m.id from members m where m.deleted_at is null and m.team in (select r.id from reach r)
      )::text[] as "teamMemberIds", array(
        select r.head from around r where r.head is not null
        union select m.id from members m where m.deleted_at is null and m.team in (select r.id from around r)
      )::text[] as "branchMemberIds", array(select id from above)::text[] as "teamIds", (
        select coalesce(jsonb_agg(jsonb_build_object('role', t.access_role, 'team', t.name) order by t.name, t.id), '[]')
        from teams t join above u using (id) where t.access_role is not null
      ) as "teamRoles" from actor a`,
    values: [memberId],
  });
  return row ?? null;
}

/** The teams a member heads or is in. */
export function listTeamsOf(
  db: Queryable,
  memberId: string,
): Promise<{ readonly id: string; readonly name: string; readonly isHead: boolean }[]> {
  return db.query({
    text: `select t.id, t.name, t.head is not distinct from $1::uuid as "isHead" from teams t join members m on m.id = $1
      where t.deleted_at is null and (t.head = m.id or t.id = m.team) order by t.name, t.id`,
    values: [memberId],
  });
}

/** How many of these members are active owners; nobody else changes that before the transaction ends. */
export async function countOwners(db: Queryable, memberIds: readonly string[]): Promise<number> {
  await db.query({ text: "select pg_advisory_xact_lock(hashtext('owners:' || current_schema()))" });
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::integer as count from members
      where id = any($1) and role = 'owner' and active and deleted_at is null`,
    values: [memberIds],
  });
  return row?.count ?? 0;
}

/** Tells every process, when the transaction commits, that the standing of members has changed; this one before the answer leaves. */
export async function announceStandings({ db, workspace }: TransactionContext): Promise<void> {
  const subject = `workspace:${workspace.id}`;
  await db.query({ text: 'select pg_notify($1, $2)', values: [authChannel, subject] });
  db.afterCommit(() => announceHere(subject));
}

export interface KeyHolding {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The name of their role of the workspace's own. */
  readonly accessRole: string | null;
}

/** Members by id, those in the bin too. */
export async function listKeyHolders(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, KeyHolding>> {
  const rows = await db.query<KeyHolding>({
    text: `select m.id, m.name, m.role, r.name as "accessRole" from members m left join access_roles r on r.id = m.access_role
      where m.id = any($1)`,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

import type { Queryable } from '../db/database.ts';

/** An invitation as it is kept; whom it is for stands in the member's record. */
export interface InvitationRow {
  readonly id: string;
  readonly workspace: string;
  readonly member: string;
  readonly email: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const shown = `id, workspace, member, email, created_by as "createdBy", to_json(created_at) #>> '{}' as "createdAt",
  to_json(expires_at) #>> '{}' as "expiresAt"`;

export interface NewInvitation {
  readonly workspace: string;
  readonly member: string;
  readonly email: string;
  readonly hash: Buffer;
  readonly createdBy: string | null;
  readonly days: number;
}

/** Invites a member; a link they had before is good no longer. */
export async function writeInvitation(control: Queryable, invitation: NewInvitation): Promise<InvitationRow> {
  const { workspace, member, email, hash, createdBy, days } = invitation;
  const [row] = await control.query<InvitationRow>({
    text: `insert into invitation (workspace, member, email, hash, created_by, expires_at)
      values ($1, $2, $3, $4, $5, now() + make_interval(days => $6))
      on conflict (workspace, member) do update set email = excluded.email, hash = excluded.hash,
        created_by = excluded.created_by, created_at = now(), expires_at = excluded.expires_at
      returning ${shown}`,
    values: [workspace, member, email, hash, createdBy, days],
  });
  if (!row) throw new Error('An invitation was not written');
  return row;
}

/** Open and lapsed ones, the newest first. */
export function listInvitationRows(control: Queryable, workspace: string): Promise<InvitationRow[]> {
  return control.query<InvitationRow>({
    text: `select ${shown} from invitation where workspace = $1 order by invitation.created_at desc, id`,
    values: [workspace],
  });
}

export async function findInvitationRow(
  control: Queryable,
  workspace: string,
  id: string,
): Promise<InvitationRow | null> {
  const [row] = await control.query<InvitationRow>({
    text: `select ${shown} from invitation where workspace = $1 and id = $2`,
    values: [workspace, id],
  });
  return row ?? null;
}

export async function deleteInvitationRow(control: Queryable, workspace: string, id: string): Promise<void> {
  await control.query({ text: 'delete from invitation where workspace = $1 and id = $2', values: [workspace, id] });
}

/** Whatever link the member was sent is good no longer. */
export async function deleteInvitationOf(control: Queryable, workspace: string, member: string): Promise<void> {
  await control.query({
    text: 'delete from invitation where workspace = $1 and member = $2',
    values: [workspace, member],
  });
}

/** Links that somebody made, and may hold, are good no longer. */
export async function deleteInvitationsBy(control: Queryable, workspace: string, inviter: string): Promise<void> {
  await control.query({
    text: 'delete from invitation where workspace = $1 and created_by = $2',
    values: [workspace, inviter],
  });
}

/** The invitation a link is of, while it is good. */
export async function findInvitationByHash(control: Queryable, hash: Buffer): Promise<InvitationRow | null> {
  const [row] = await control.query<InvitationRow>({
    text: `select ${shown} from invitation where hash = $1 and invitation.expires_at > now()`,
    values: [hash],
  });
  return row ?? null;
}

/** Whom a link was for that is good no longer by its time alone. */
export async function findLapsedInvitation(control: Queryable, hash: Buffer): Promise<InvitationRow | null> {
  const [row] = await control.query<InvitationRow>({
    text: `select ${shown} from invitation where hash = $1 and invitation.expires_at <= now()`,
    values: [hash],
  });
  return row ?? null;
}

/** As `findInvitationByHash`, and nobody else takes it after that. */
export async function takeInvitation(control: Queryable, hash: Buffer): Promise<InvitationRow | null> {
  const [row] = await control.query<InvitationRow>({
    text: `delete from invitation where hash = $1 and invitation.expires_at > now() returning ${shown}`,
    values: [hash],
  });
  return row ?? null;
}

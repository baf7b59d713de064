import type { Queryable } from '../../../../server/db/database.ts';
import type { MailboxSecurity } from '../../../../shared/mail/mail-server.ts';

/** A mailbox, with its password sealed. */
export interface MailboxRow {
  readonly id: string;
  /** Whose it is; null for one of the whole workspace. */
  readonly member: string | null;
  readonly name: string;
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly security: MailboxSecurity;
  readonly user: string;
  readonly password: string | null;
  readonly tells: 'known' | 'marked';
  readonly makesLeads: boolean;
  /** The server its letters go out by, with the same user and password; null where it names none. */
  readonly sends: { readonly host: string; readonly port: number; readonly security: MailboxSecurity } | null;
  readonly since: string;
  readonly createdAt: string;
  readonly checkedAt: string | null;
  readonly nextAt: string | null;
  readonly failures: number;
  readonly fault: string | null;
  readonly answer: string | null;
}

export type MailboxSettings = Omit<MailboxRow, 'createdAt' | 'checkedAt' | 'nextAt' | 'failures' | 'fault' | 'answer'>;

const shown = `id, member, name, address, host, port, security, user_name as "user", password, tells,
  makes_leads as "makesLeads", case when sends_host is not null then jsonb_build_object('host', sends_host, 'port', sends_port, 'security', sends_security) end as sends, since, created_at as "createdAt", checked_at as "checkedAt", next_at as "nextAt", failures, fault, answer`;

/** The mailboxes of the whole workspace and those of this member, the shared ones first. */
export function listMailboxRows(db: Queryable, member: string | null): Promise<MailboxRow[]> {
  return db.query<MailboxRow>({
    text: `select ${shown} from mailbox where member is null or member = $1 order by member nulls first, created_at, id`,
    values: [member],
  });
}

export async function findMailboxRow(db: Queryable, id: string): Promise<MailboxRow | null> {
  const [row] = await db.query<MailboxRow>({ text: `select ${shown} from mailbox where id = $1`, values: [id] });
  return row ?? null;
}

/** Nobody else changes or removes it before the transaction is over. */
export async function lockMailbox(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'select from mailbox where id = $1 for update', values: [id] });
}

export async function countMailboxes(db: Queryable, member: string | null): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: 'select count(*)::integer as count from mailbox where member is not distinct from $1',
    values: [member],
  });
  return row?.count ?? 0;
}

/** Writes the settings of a mailbox, new or not; what was wrong with the former ones is forgotten. */
export async function writeMailboxRow(db: Queryable, row: MailboxSettings): Promise<void> {
  const { id, member, name, address, host, port, security, user, password, tells, makesLeads, since, sends } = row;
  await db.query({
    text: `insert into mailbox (id, member, name, address, host, port, security, user_name, password, tells, makes_leads, since, sends_host, sends_port, sends_security)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      on conflict (id) do update set name = $3, address = $4, host = $5, port = $6, security = $7, user_name = $8, password = $9,
        tells = $10, makes_leads = $11, since = $12, sends_host = $13, sends_port = $14, sends_security = $15, failures = 0, fault = null, answer = null`,
    values: [
      ...[id, member, name, address, host, port, security, user, password, tells, makesLeads, since],
      ...[sends?.host ?? null, sends?.port ?? null, sends?.security ?? null],
    ],
  });
}

/** Its letters go with it, but those that stand in somebody's story. */
export async function deleteMailboxRow(db: Queryable, id: string): Promise<void> {
  await db.query({ text: 'delete from mailbox_letter where mailbox = $1 and task is null', values: [id] });
  await db.query({ text: 'delete from mailbox where id = $1', values: [id] });
}

/** Notes that a mailbox was looked at, and what was wrong; answers how often in a row something was. */
export async function noteChecked(
  db: Queryable,
  id: string,
  failure: { readonly fault: string; readonly answer: string | null } | null,
): Promise<number | null> {
  const [row] = await db.query<{ failures: number }>({
    name: 'mailbox.checked',
    text: `update mailbox set checked_at = clock_timestamp(), fault = $2, answer = $3,
      failures = case when $2::text is null then 0 else failures + 1 end where id = $1 returning failures`,
    values: [id, failure?.fault ?? null, failure?.answer ?? null],
  });
  return row?.failures ?? null;
}

export async function noteNextCheck(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query({
    name: 'mailbox.next',
    text: 'update mailbox set next_at = $2 where id = $1',
    values: [id, at.toISOString()],
  });
}

/** Mailboxes nobody has asked to look at for longer than that: their job was lost, as by a restored backup. */
export function listForgotten(db: Queryable, seconds: number): Promise<{ id: string }[]> {
  return db.query<{ id: string }>({
    text: `select id from mailbox where next_at is null or next_at < clock_timestamp() - make_interval(secs => $1)`,
    values: [seconds],
  });
}

/** How far a folder was read; its numbers begin anew where the server says so. */
export async function findReadUpTo(db: Queryable, mailbox: string, path: string, validity: string): Promise<number> {
  const [row] = await db.query<{ last: number }>({
    name: 'mailbox.upTo',
    text: `insert into mailbox_folder (mailbox, path, validity) values ($1, $2, $3)
      on conflict (mailbox, path) do update set validity = $3,
        last_uid = case when mailbox_folder.validity = $3 then mailbox_folder.last_uid else 0 end
      returning last_uid::double precision as last`,
    values: [mailbox, path, validity],
  });
  return row?.last ?? 0;
}

export async function noteReadUpTo(db: Queryable, mailbox: string, path: string, uid: number): Promise<void> {
  await db.query({
    name: 'mailbox.readUpTo',
    text: 'update mailbox_folder set last_uid = greatest(last_uid, $3) where mailbox = $1 and path = $2',
    values: [mailbox, path, uid],
  });
}

/** Reads all of a mailbox again: with another day to begin at. What was read once is not kept twice. */
export async function forgetReadUpTo(db: Queryable, mailbox: string): Promise<void> {
  await db.query({ text: 'update mailbox_folder set last_uid = 0 where mailbox = $1', values: [mailbox] });
}

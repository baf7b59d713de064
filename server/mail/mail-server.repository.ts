import type { MailSecurity } from '../../shared/mail/mail-server.ts';
import type { Queryable } from '../db/database.ts';

/** The mail server a workspace has named; its password is sealed. */
export interface MailServerRow {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string | null;
  readonly password: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
}

export async function findMailServerRow(db: Queryable): Promise<MailServerRow | null> {
  const [row] = await db.query<MailServerRow>({
    name: 'mail.server',
    text: `select host, port, security, user_name as "user", password, from_name as "fromName", from_address as "fromAddress"
      from mail_server`,
  });
  return row ?? null;
}

export async function writeMailServerRow(db: Queryable, row: MailServerRow): Promise<void> {
  await db.query({
    text: `insert into mail_server (host, port, security, user_name, password, from_name, from_address)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (is_the_one) do update set host = excluded.host, port = excluded.port, security = excluded.security,
        user_name = excluded.user_name, password = excluded.password, from_name = excluded.from_name,
        from_address = excluded.from_address`,
    values: [row.host, row.port, row.security, row.user, row.password, row.fromName, row.fromAddress],
  });
}

export async function deleteMailServerRow(db: Queryable): Promise<void> {
  await db.query({ text: 'delete from mail_server' });
}

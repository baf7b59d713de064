import type { SealedColumn } from '../config/sealed-column.ts';

/** What a mailer seals: the password to the workspace's mail server, and what letters say. */
export const sealedMail: readonly SealedColumn[] = [
  { table: 'mail_server', key: 'is_the_one', column: 'password', purpose: 'mail' },
  { table: 'letter', key: 'id', column: 'content', purpose: 'mail' },
];

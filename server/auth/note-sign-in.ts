import { appendAccess } from '../access-log/access-log.repository.ts';
import type { Log } from '../config/log.ts';
import type { Database } from '../db/database.ts';
import type { BegunSession } from './better-auth.ts';
import { listMemberships } from './membership.repository.ts';

/** Writes down in each of the account's workspaces that somebody signed in. Nobody is kept out because that could not be written: the server's log says so. */
export async function noteSignIn(
  database: Pick<Database, 'control' | 'workspace'>,
  log: Log,
  { accountId, address, userAgent }: BegunSession,
): Promise<void> {
  try {
    for (const { workspace, memberId } of await listMemberships(database.control, accountId)) {
      const details = { userAgent: userAgent?.slice(0, 300) ?? null };
      const signIn = { member: memberId, door: 'web', address, kind: 'signIn', noun: null, records: 0, details };
      await appendAccess(database.workspace(workspace), [signIn]);
    }
  } catch (error) {
    log.error({ err: error, account: accountId }, 'A sign-in could not be written down');
  }
}

import { appendAccess } from '../access-log/access-log.repository.ts';
import type { Log } from '../config/log.ts';
import type { Database } from '../db/database.ts';
import { findAccountByEmail } from './account.repository.ts';
import type { BegunSession } from './better-auth.ts';
import { listMemberships } from './membership.repository.ts';

/** Who was not let in, as far as that was said. */
export interface FailedSignIn {
  readonly who: { readonly email: string } | { readonly accountId: string };
  readonly address: string;
  readonly userAgent: string | null;
}

/**
 * Writes down in each of the account's workspaces that a sign-in failed, where there is such an account. Nobody waits for it: how long a refusal
 * takes must not tell whether there is.
 */
export async function noteFailedSignIn(database: Place, log: Log, { who, ...client }: FailedSignIn): Promise<void> {
  try {
    const accountId = 'accountId' in who ? who.accountId : (await findAccountByEmail(database.control, who.email))?.id;
    if (accountId) await note(database, 'signInFailed', { accountId, ...client });
  } catch (error) {
    log.error({ err: error }, 'A failed sign-in could not be written down');
  }
}

/** Writes down in each of the account's workspaces that somebody signed in. Nobody is kept out because that could not be written: the server's log says so. */
export async function noteSignIn(database: Place, log: Log, session: BegunSession): Promise<void> {
  try {
    await note(database, 'signIn', session);
  } catch (error) {
    log.error({ err: error, account: session.accountId }, 'A sign-in could not be written down');
  }
}

type Place = Pick<Database, 'control' | 'workspace'>;

async function note(database: Place, kind: string, { accountId, address, userAgent }: BegunSession): Promise<void> {
  for (const { workspace, memberId } of await listMemberships(database.control, accountId)) {
    const details = { userAgent: userAgent?.slice(0, 300) ?? null };
    const line = { member: memberId, door: 'web', address, kind, noun: null, records: 0, details };
    await appendAccess(database.workspace(workspace), [line]);
  }
}

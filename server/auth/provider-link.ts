import { z } from 'zod';
import type { Asked, AuthHandlerParts } from './auth-operation.ts';
import { findKept, keptCookie } from './cookie-name.ts';
import { isMemberElsewhere, listMemberships } from './membership.repository.ts';
import { findProvider, linkIdentity } from './provider.repository.ts';

const cookieName = 'rapport.provider-link';
const minutesGood = 10;

const pendingSchema = z.strictObject({
  ...{ workspace: z.uuid(), issuer: z.string(), subject: z.string(), account: z.uuid(), until: z.number() },
});
/** Whom a provider vouches for at the address of an account that has yet to say that it is them. */
export type PendingLink = Omit<z.output<typeof pendingSchema>, 'until'>;

type Parts = Pick<AuthHandlerParts, 'attempts' | 'database' | 'publicUrl'>;

/** Keeps with the browser, for ten minutes, what its holder is to confirm by signing in otherwise. */
export function keepPending(parts: Parts, pending: PendingLink): string {
  const until = Date.now() + minutesGood * 60_000;
  return cookie(parts, parts.attempts.seal(JSON.stringify({ ...pending, until })), minutesGood * 60);
}

/** What is to be confirmed for this account by signing in; null for nothing, and for another's. */
export function pendingFor(
  { attempts, publicUrl }: Parts,
  { headers }: Pick<Asked, 'headers'>,
  account: string,
): PendingLink | null {
  const kept = findKept(publicUrl, cookieName, headers.get('cookie'));
  const opened = kept ? attempts.open(kept) : null;
  const pending = opened === null ? null : pendingSchema.parse(JSON.parse(opened));
  return pending && pending.account === account && pending.until > Date.now() ? pending : null;
}

/** Links what was confirmed, if the workspace still trusts that provider and the account works there alone; answers the cookies to set. */
export async function linkConfirmed(
  parts: Parts,
  asked: Pick<Asked, 'headers'>,
  account: string,
): Promise<readonly string[]> {
  const pending = pendingFor(parts, asked, account);
  if (!pending) return [];
  await parts.database.control.transaction(async (control) => {
    const provider = await findProvider(control, pending.workspace);
    const [here] = await listMemberships(control, account, pending.workspace);
    if (provider?.issuer !== pending.issuer || !here) return;
    if (await isMemberElsewhere(control, account, pending.workspace)) return;
    await linkIdentity(control, provider, pending.subject, account);
  });
  return [cookie(parts, '', 0)];
}

function cookie({ publicUrl }: Parts, value: string, seconds: number): string {
  return keptCookie(publicUrl, cookieName, value, { seconds, sameSite: 'Lax' });
}

import { appendAccess } from '../access-log/access-log.repository.ts';
import type { Log } from '../config/log.ts';
import type { Database, Queryable } from '../db/database.ts';
import { findAccountByEmail } from './account.repository.ts';
import type { BegunSession } from './better-auth.ts';
import { listMemberships } from './membership.repository.ts';
import { listWorkspaces } from './workspace.repository.ts';

/** Who was not let in, as far as that was said. */
export interface FailedSignIn {
  readonly who: { readonly email: string } | { readonly accountId: string } | AtWorkspace | typeof nobody;
  /** By what it was tried; a password where nothing is said. */
  readonly by?: 'passkey' | 'provider' | 'link';
  readonly address: string;
  readonly userAgent: string | null;
}

/** Whoever came with a link or a passkey that nobody knows. */
export const nobody = { nobody: true } as const;

/** Somebody at the door of one workspace: by the address, if it is known, the member they may be; nobody's otherwise. */
interface AtWorkspace {
  readonly workspace: string;
  readonly email: string | null;
}

/**
 * Writes down in each of the account's workspaces that a sign-in failed, where there is such an account. Nobody waits for it: how long a refusal
 * takes must not tell whether there is.
 */
export async function noteFailedSignIn(database: Place, log: Log, { who, ...client }: FailedSignIn): Promise<void> {
  try {
    if ('nobody' in who) return await noteNobody(database, log, client);
    if ('workspace' in who) return await noteAtWorkspace(database, who, client);
    const accountId = 'accountId' in who ? who.accountId : (await findAccountByEmail(database.control, who.email))?.id;
    if (!accountId || (client.by === 'link' && isFlood(client.address))) return;
    await note(database, 'signInFailed', { accountId, ...client });
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

/** Nothing else counts attempts with links that are past their time: an address is heard so often a minute, by each process. */
const mostAMinute = 10;
let minute = 0;
let heard = new Map<string, number>();

function isFlood(address: string | null): boolean {
  const now = Math.floor(Date.now() / 60_000);
  if (now !== minute) [minute, heard] = [now, new Map()];
  const count = (heard.get(address ?? '') ?? 0) + 1;
  heard.set(address ?? '', count);
  return count > mostAMinute;
}

type Place = Pick<Database, 'control' | 'workspace'>;

interface Client extends Omit<FailedSignIn, 'who' | 'address'> {
  readonly address: string | null;
}

/** So many lines of refusals at one workspace's door are written within an hour: from an address, and of nobody from all. There nothing else counts them. */
const mostFromOne = 50;
const mostOfNobody = 200;

/**
 * Where there is one workspace, it is its door that somebody tried. Of several it is nobody's business whose: the server's log says that it was, and nothing
 * of whom or by what.
 */
async function noteNobody(database: Place, log: Log, client: Client): Promise<void> {
  if (isFlood(`nobody at ${client.address}`)) return;
  const [only, ...others] = (await listWorkspaces(database.control)).filter(({ sandboxOf }) => !sandboxOf);
  if (only && others.length === 0) await noteAtWorkspace(database, { workspace: only.id, email: null }, client);
  else log.warn({ by: client.by }, 'Somebody tried to come in by what nobody knows');
}

async function noteAtWorkspace(database: Place, { workspace: id, email }: AtWorkspace, client: Client): Promise<void> {
  const workspace = (await listWorkspaces(database.control)).find((one) => one.id === id);
  if (!workspace) return;
  const account = email === null ? null : await findAccountByEmail(database.control, email);
  const [membership] = account ? await listMemberships(database.control, account.id, id) : [];
  const place = database.workspace(workspace);
  const [before] = await place.query<{ fromOne: number; ofNobody: number }>({
    text: `select count(*) filter (where address = $1)::int as "fromOne", count(*) filter (where member is null)::int as "ofNobody"
      from access_log where at > now() - interval '1 hour' and kind = 'signInFailed'`,
    values: [client.address],
  });
  const member = membership?.memberId ?? null;
  if (!before || before.fromOne >= mostFromOne || (!member && before.ofNobody >= mostOfNobody)) return;
  await append(place, 'signInFailed', member, client);
}

async function note(database: Place, kind: string, { accountId, ...client }: BegunSession & Client): Promise<void> {
  for (const { workspace, memberId } of await listMemberships(database.control, accountId))
    await append(database.workspace(workspace), kind, memberId, client);
}

function append(place: Queryable, kind: string, member: string | null, { address, userAgent, by }: Client) {
  const details = { userAgent: userAgent?.slice(0, 300) ?? null, ...(by ? { by } : {}) };
  return appendAccess(place, [{ member, door: 'web', address, kind, noun: null, records: 0, details }]);
}

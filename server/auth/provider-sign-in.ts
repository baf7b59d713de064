import { z } from 'zod';
import { AppError, invalidField } from '../../shared/errors.ts';
import { systemContext, type Workspace } from '../context.ts';
import { readRegistry } from '../metadata/registries.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { type Answer, type Asked, type AuthHandlerParts, toldOf } from './auth-operation.ts';
import { findKept, keptCookie } from './cookie-name.ts';
import { findProvider, findProviderOfDomain, listProviders, type ProviderRow } from './provider.repository.ts';
import { discover, isRefusal, sendAway, takeBack, type Vouched } from './provider-client.ts';
import { letIn } from './provider-entry.ts';
import { keepPending } from './provider-link.ts';
import { releaseSession } from './second-factor.repository.ts';
import { spendQuestions } from './throttle.ts';
import { listWorkspaces } from './workspace.repository.ts';

const cookieName = 'rapport.provider';
export const callbackPath = '/api/auth/provider/callback/';
const minutesGood = 10;

/**
 * Where the provider of a workspace sends the browser back to: an address of its own, so that what one provider sends is never taken for what another was
 * asked.
 */
export const providerCallback = (publicUrl: string, workspace: string) =>
  new URL(`${callbackPath}${workspace}`, publicUrl).href;

/** Whether anybody signs in here by a provider; its label where there is but one. */
export async function showProviders({ database }: AuthHandlerParts): Promise<Answer> {
  const found = await listProviders(database.control);
  return { cookies: [], body: { any: found.length > 0, label: found.length === 1 ? found[0]?.label : null } };
}

/** Where the browser is to go: to the one provider there is, or to that of the address. Throws 422 naming `email`, 429, 502. */
export async function startByProvider(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { control } = parts.database;
  await spendQuestions(control, asked.address);
  const { email, next } = readStart(asked.body);
  const [only, ...others] = await listProviders(control);
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const provider = only && others.length === 0 ? only : await findProviderOfDomain(control, domain);
  if (!provider) throw invalidField('email', email ? 'noProvider' : 'required');
  const { url, attempt } = await judged(async () => {
    const config = await discover(parts.outgoing, clientOf(parts, provider));
    return sendAway(config, providerCallback(parts.publicUrl, provider.workspace), email || null);
  });
  const until = Date.now() + minutesGood * 60_000;
  const kept = parts.attempts.seal(JSON.stringify({ ...attempt, workspace: provider.workspace, next, until }));
  return { cookies: [cookie(parts, kept, minutesGood * 60)], body: { url } };
}

/** Comes back from the provider: into the product, to the second step, or to the sign-in page, which says why not. */
export async function returnFromProvider(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const gone = cookie(parts, '', 0);
  try {
    const attempt = readAttempt(parts, asked.headers.get('cookie'));
    if (new URL(asked.url).pathname !== `${callbackPath}${attempt.workspace}`)
      throw new AppError(403, 'providerRefused');
    const { cookies, isHeld, isPending } = await enter(parts, asked, attempt);
    const next = new URLSearchParams({ next: attempt.next, ...(isPending ? { problem: 'providerLink' } : {}) });
    if (isPending) return { cookies: [gone, ...cookies], body: null, location: `/sign-in?${next}` };
    return { cookies: [gone, ...cookies], body: null, location: `/sign-in/${isHeld ? 'code' : 'done'}?${next}` };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = new URLSearchParams({ problem: error.code });
    return { cookies: [gone], body: null, location: `/sign-in?${problem}` };
  }
}

async function enter(parts: AuthHandlerParts, asked: Asked, attempt: z.output<typeof attemptSchema>) {
  const { database } = parts;
  const provider = await findProvider(database.control, attempt.workspace);
  const workspace = (await listWorkspaces(database.control)).find(({ id }) => id === attempt.workspace);
  if (!provider || !workspace) throw new AppError(403, 'providerRefused');
  const unknown = { workspace: workspace.id, email: null };
  const person = await toldOf(
    ...([parts, asked, unknown] as const),
    () => judged(async () => takeBack(await discover(parts.outgoing, clientOf(parts, provider)), asked.url, attempt)),
    'provider',
  );
  const known = { workspace: workspace.id, email: person.email ?? null };
  return toldOf(parts, asked, known, () => enterAs(parts, asked, { provider, workspace, person }), 'provider');
}

interface Coming {
  readonly provider: ProviderRow;
  readonly workspace: Workspace;
  readonly person: Vouched;
}

async function enterAs(parts: AuthHandlerParts, asked: Asked, { provider, workspace, person }: Coming) {
  const { auth, database, registry } = parts;
  const outside = systemContext(database, await readRegistry(registry, database.workspace(workspace)), workspace);
  const { account, isLinked } = await letIn(outside, provider, person);
  if (!isLinked) {
    const { issuer } = provider;
    const pending = keepPending(parts, { workspace: workspace.id, issuer, subject: person.subject, account });
    return { cookies: [pending], isHeld: false, isPending: true };
  }
  const isStrong = person.methods.some((method) => provider.strongMethods.includes(method));
  const client = { address: asked.address, userAgent: asked.headers.get('user-agent') ?? '' };
  const begun = await auth.begin(account, client, { byProvider: true, isStrong });
  // Shut out, here or altogether.
  if (!begun) throw new AppError(403, 'providerNoMember');
  if (isStrong) await releaseSession(database.control, begun);
  return { cookies: begun.cookies, isHeld: !isStrong && begun.isHeld, isPending: false };
}

function clientOf({ sealer }: Pick<AuthHandlerParts, 'sealer'>, { issuer, clientId, secret: sealed }: ProviderRow) {
  const secret = sealer.open(sealed);
  // Sealed with a secret this installation has no more.
  if (secret === null) throw new AppError(502, 'providerSecretLost');
  return { issuer, clientId, secret };
}

async function judged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof OutgoingError ? error.cause : error;
    if (cause instanceof OutgoingError) throw new AppError(502, 'providerUnreachable');
    if (await isRefusal(error)) throw new AppError(403, 'providerRefused');
    throw error;
  }
}

const attemptSchema = z.strictObject({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
  ...{ workspace: z.uuid(), next: z.string(), until: z.number() },
});

/** What this browser was sent away with. Throws 403 `providerRefused` for another's, and one that was too long away. */
function readAttempt(
  { attempts, publicUrl }: AuthHandlerParts,
  cookies: string | null,
): z.output<typeof attemptSchema> {
  const kept = findKept(publicUrl, cookieName, cookies);
  const opened = kept ? attempts.open(kept) : null;
  const attempt = opened === null ? null : attemptSchema.parse(JSON.parse(opened));
  if (!attempt || attempt.until < Date.now()) throw new AppError(403, 'providerRefused');
  return attempt;
}

function readStart(body: unknown): { readonly email: string; readonly next: string } {
  const given = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>;
  const email = typeof given.email === 'string' ? given.email.trim().toLowerCase().slice(0, 254) : '';
  return { email, next: typeof given.next === 'string' ? given.next.slice(0, 1000) : '/' };
}

function cookie({ publicUrl }: AuthHandlerParts, value: string, seconds: number): string {
  // Lax: it has to come along when the provider sends the browser back.
  return keptCookie(publicUrl, cookieName, value, { seconds, sameSite: 'Lax' });
}

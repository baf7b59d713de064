import { createHash, randomBytes } from 'node:crypto';
import { assertion, type PasskeyAssertion } from '../../shared/contract/passkey.ts';
import { AppError } from '../../shared/errors.ts';
import { type Answer, type Asked, type AuthHandlerParts, toldOf } from './auth-operation.ts';
import { findKept, keptCookie } from './cookie-name.ts';
import { nobody } from './note-sign-in.ts';
import { findPasskeyHolder } from './passkey.repository.ts';
import { askForPasskey, provePasskey } from './passkey.ts';
import { knownOrigin, passkeyRefused } from './passkey-challenge.ts';
import { linkConfirmed, pendingFor } from './provider-link.ts';
import { releaseSession } from './second-factor.repository.ts';
import { spendQuestions, throttled } from './throttle.ts';

const cookieName = 'rapport.passkey';
/** Seconds, as a question is good. */
const cookieSeconds = 300;

/** What the browser is to be asked to sign in by a passkey alone; a cookie binds the question to it. */
export async function askForSignIn(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { control } = parts.database;
  const origin = knownOrigin(asked.headers.get('origin'), asked.headers.get('host'), parts.publicUrl);
  await spendQuestions(control, asked.address);
  const browser = randomBytes(32).toString('base64url');
  const options = await askForPasskey(control, { purpose: 'signIn', holder: holderOf(browser) }, origin);
  const lasting = { seconds: cookieSeconds, sameSite: 'Strict' } as const;
  const cookie = keptCookie(parts.publicUrl, cookieName, browser, lasting);
  return { cookies: [cookie], body: { options } };
}

/** Signs in by a passkey alone: the device, and what it asked of its holder, are both factors. Throws 422 `passkeyRefused`, 429. */
export async function signInByPasskey(parts: AuthHandlerParts, asked: Asked): Promise<Answer> {
  const { auth, database } = parts;
  const given = readAssertion(asked.body);
  if (!given) throw passkeyRefused();
  const client = { address: asked.address, userAgent: asked.headers.get('user-agent') ?? '' };
  return throttled(database.control, { account: `passkey ${given.id}`, address: asked.address }, async () => {
    const holder = await findPasskeyHolder(database.control, given.id);
    const enter = async () => {
      const account = await proveAlone(parts, given, asked.headers.get('cookie'));
      const byProvider = pendingFor(parts, asked, account) !== null;
      const begun = await auth.begin(account, client, { byProvider, isStrong: false });
      // Shut out, or no member of any workspace any more: not told apart from a passkey that nobody knows.
      if (!begun) throw passkeyRefused();
      await releaseSession(database.control, begun);
      return { cookies: [...begun.cookies, ...(await linkConfirmed(parts, asked, account))], body: {} };
    };
    return toldOf(parts, asked, holder === null ? nobody : { accountId: holder }, enter, 'passkey');
  });
}

/** Whose passkey was proved with its holder verified, for the question put to the browser with this cookie. */
export async function proveAlone(
  { database, publicUrl }: Pick<AuthHandlerParts, 'database' | 'publicUrl'>,
  given: PasskeyAssertion,
  cookies: string | null | undefined,
): Promise<string> {
  const browser = findKept(publicUrl, cookieName, cookies, '[\\w-]{43}');
  if (!browser) throw passkeyRefused();
  return provePasskey(database, given, { purpose: 'signIn', holder: holderOf(browser) });
}

/** What a browser answered, as `passkey` of a body; null where there is none. Throws 422 where it is no such thing. */
export function readAssertion(body: unknown): PasskeyAssertion | null {
  const given = body && typeof body === 'object' && 'passkey' in body ? body.passkey : null;
  if (given === null || given === undefined) return null;
  const parsed = assertion.safeParse(given);
  if (!parsed.success) throw new AppError(422, 'invalid', {}, [{ path: 'passkey', code: 'wrongFormat' }]);
  return parsed.data;
}

function holderOf(browser: string): string {
  return createHash('sha256').update(browser).digest('base64url');
}

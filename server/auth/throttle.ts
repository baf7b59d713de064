import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { networkOf } from '../outgoing/addresses.ts';
import { type Counting, countAttempt, takeBackAttempts } from './throttle.repository.ts';

interface Limit {
  readonly attempts: number;
  readonly windowSeconds: number;
}

/** Failed attempts after which guessing has to wait. The last one stops guessing one account from many addresses. */
export const signInLimits = {
  accountFromAddress: { attempts: 5, windowSeconds: 15 * 60 },
  address: { attempts: 50, windowSeconds: 15 * 60 },
  account: { attempts: 100, windowSeconds: 60 * 60 },
} as const satisfies Record<string, Limit>;

/**
 * Runs an attempt to prove a password. It is counted before it is made, so that many at once do not slip through, and
 * taken back when it succeeds. Known and unknown accounts count alike.
 * @throws {AppError} 429 `tooManyRequests` with `seconds` to wait.
 */
export async function throttled<T>(
  control: Counting,
  who: { readonly account: string; readonly address: string },
  attempt: () => Promise<T>,
): Promise<T> {
  const address = networkOf(who.address);
  const both = keyOf('both', who.account, address);
  const from = keyOf('address', address);
  const account = keyOf('account', who.account);
  await spend(control, both, signInLimits.accountFromAddress);
  await spend(control, from, signInLimits.address);
  await spend(control, account, signInLimits.account);
  const result = await attempt();
  await takeBackAttempts(control, [both], [from, account]);
  return result;
}

/** Letters with a new password that may be asked for: so many an hour, from one address and for one account. */
export const resetLimits = {
  accountFromAddress: { attempts: 3, windowSeconds: 60 * 60 },
  address: { attempts: 30, windowSeconds: 60 * 60 },
  account: { attempts: 6, windowSeconds: 60 * 60 },
} as const satisfies Record<string, Limit>;

/**
 * Counts a request for a new password, of whichever account.
 * @throws {AppError} 429 `tooManyRequests` with `seconds` to wait.
 */
export async function spendResets(
  control: Counting,
  who: { readonly account: string; readonly address: string },
): Promise<void> {
  const address = networkOf(who.address);
  await spend(control, keyOf('reset both', who.account, address), resetLimits.accountFromAddress);
  await spend(control, keyOf('reset address', address), resetLimits.address);
  await spend(control, keyOf('reset account', who.account), resetLimits.account);
}

/** Questions for a passkey that one address may ask for before anybody is known. */
export const questionLimit = { attempts: 300, windowSeconds: 15 * 60 } as const satisfies Limit;

/** @throws {AppError} 429 `tooManyRequests` with `seconds` to wait. */
export async function spendQuestions(control: Counting, address: string): Promise<void> {
  await spend(control, keyOf('passkey question', networkOf(address)), questionLimit);
}

/** Answers by public forms: so many in ten minutes from one address, and of one form in an hour. */
const answerLimit = { attempts: 10, windowSeconds: 10 * 60 } as const satisfies Limit;

/** @throws {AppError} 429 `tooManyRequests` with `seconds` to wait. */
export async function spendAnswers(
  control: Counting,
  { form, address, hourly }: { readonly form: string; readonly address: string; readonly hourly: number },
): Promise<void> {
  await spend(control, keyOf('form address', networkOf(address)), answerLimit);
  await spend(control, keyOf('form', form), { attempts: hourly, windowSeconds: 60 * 60 });
}

/** What visitors of a site write: in ten minutes one of them and one address; begun by one address in ten minutes, and at one chat in an hour. */
const chatLimits = {
  visitor: { attempts: 60, windowSeconds: 10 * 60 },
  address: { attempts: 200, windowSeconds: 10 * 60 },
  begun: { attempts: 15, windowSeconds: 10 * 60 },
  chat: { attempts: 300, windowSeconds: 60 * 60 },
} as const satisfies Record<string, Limit>;

/** @throws {AppError} 429 `tooManyRequests` with `seconds` to wait. */
export async function spendChat(
  control: Counting,
  who: { readonly channel: string; readonly account: string; readonly address: string; readonly isNew: boolean },
): Promise<void> {
  const address = networkOf(who.address);
  await spend(control, keyOf('chat visitor', who.channel, who.account), chatLimits.visitor);
  await spend(control, keyOf('chat address', address), chatLimits.address);
  if (!who.isNew) return;
  await spend(control, keyOf('chat begun', address), chatLimits.begun);
  await spend(control, keyOf('chat', who.channel), chatLimits.chat);
}

/**
 * Counts what a client writes in the portal, so much of each kind an hour.
 * @throws {AppError} 429 `tooManyRequests` with `seconds` to wait.
 */
export async function spendWriting(
  control: Counting,
  { account, what, hourly }: { readonly account: string; readonly what: string; readonly hourly: number },
): Promise<void> {
  await spend(control, keyOf('portal', what, account), { attempts: hourly, windowSeconds: 60 * 60 });
}

/** Passwords of mailboxes that one member may try in an hour: each is tried at a server of somebody else's, from our address. */
const mailboxLimit = { attempts: 60, windowSeconds: 60 * 60 } as const satisfies Limit;

/** @throws {AppError} 429 `tooManyRequests` with `seconds` to wait. */
export async function spendMailboxSignIns(control: Counting, member: string): Promise<void> {
  await spend(control, keyOf('mailbox', member), mailboxLimit);
}

async function spend(control: Counting, key: Buffer, limit: Limit): Promise<void> {
  const count = await countAttempt(control, key, limit.windowSeconds);
  if (count.failures > limit.attempts) throw new AppError(429, 'tooManyRequests', { seconds: count.seconds });
}

/** Hashed, so that the table holds no one's address. */
function keyOf(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

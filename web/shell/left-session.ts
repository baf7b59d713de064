import { isOffline, statusOf } from '../i18n/problem-text.ts';
import { request } from './request.ts';

const storageKey = 'rapport.left';

/** What a sign-out does with the server. */
interface Leaving {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Tells the server. Throws where it says no or nobody answers. */
  readonly tell: () => Promise<unknown>;
}

const here = (): Leaving => ({ storage: localStorage, tell: () => request('POST', '/api/auth/sign-out', {}) });

/** Whether somebody signed out here of whom the server has not heard yet. */
export const hasLeft = ({ storage } = here()): boolean => storage.getItem(storageKey) !== null;

/**
 * Ends the session at the server; where nobody answers, that it is to be ended stays on the device and is done by `endLeft`. So
 * whoever signs out has signed out.
 */
export async function leave({ storage, tell } = here()): Promise<void> {
  storage.setItem(storageKey, '1');
  await endLeft({ storage, tell }).catch(() => undefined);
}

/** Ends a session that was left without a network. Throws while nobody answers; does nothing where none was left. */
export async function endLeft({ storage, tell } = here()): Promise<void> {
  if (storage.getItem(storageKey) === null) return;
  try {
    await tell();
  } catch (error) {
    // Whatever else the server says, it has heard.
    if (isOffline(error) || (statusOf(error) ?? 0) >= 500) throw error;
  }
  storage.removeItem(storageKey);
}

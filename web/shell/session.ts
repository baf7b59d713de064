import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Metadata, Session } from '../../shared/nouns/metadata.ts';
import { statusOf } from '../i18n/problem-text.ts';
import { wipeDevice } from '../offline/device.ts';
import { endLeft, leave } from './left-session.ts';
import { request } from './request.ts';
import { endSeeing } from './seeing-choice.ts';

/** Who is signed in; null when nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 5 * 60_000,
});

/** The nouns the signed-in person may see. */
export const metadataQuery = queryOptions({
  queryKey: ['metadata'],
  queryFn: () => request<Metadata>('GET', '/api/v1/metadata'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether the product has no owner yet and the first-run set-up must come first. */
export const setUpQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => request<{ readonly needed: boolean }>('GET', '/api/v1/setup'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in; null before anybody is. Rerenders when that changes. */
export function useSession(): Session | null {
  return useQuery({ ...sessionQuery, enabled: false }).data ?? null;
}

/** Throws ApiError `invalidPassword`, `passwordTooShort`. Every other session of the account ends. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  request<unknown>('POST', '/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });

/** Ends the session here, and at the server as soon as it is reached, and forgets everything that was loaded with it. */
export function useSignOut(): () => Promise<void> {
  return async () => {
    // First the device: a network that hangs must not keep on it what is to go.
    await wipeDevice();
    endSeeing();
    await leave();
    // A full load: nothing of one person's data stays in memory for the next.
    window.location.assign('/sign-in');
  };
}

async function readSession(): Promise<Session | null> {
  // Who left without a network is out, whether the server has heard of it or not.
  if (
    !(await endLeft().then(
      () => true,
      () => false,
    ))
  )
    return null;
  try {
    return await request<Session>('GET', '/api/v1/session');
  } catch (error) {
    if (statusOf(error) === 401) return null;
    throw error;
  }
}

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Metadata, Session } from '../../shared/nouns/metadata.ts';
import { statusOf } from '../i18n/problem-text.ts';
import { wipeDevice } from '../offline/device.ts';
import { request } from './request.ts';

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

/** Signs in by cookie. Throws ApiError `invalidEmailOrPassword`, `tooManyRequests`. */
export const signIn = (email: string, password: string) =>
  request<unknown>('POST', '/api/auth/sign-in/email', { email, password });

/** Throws ApiError `invalidPassword`, `passwordTooShort`. Every other session of the account ends. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  request<unknown>('POST', '/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });

/** Ends the session here and at the server and forgets everything that was loaded with it. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await request('POST', '/api/auth/sign-out', {});
    await wipeDevice();
    // A full load: nothing of one person's data stays in memory for the next.
    queryClient.clear();
    window.location.assign('/sign-in');
  };
}

async function readSession(): Promise<Session | null> {
  try {
    return await request<Session>('GET', '/api/v1/session');
  } catch (error) {
    if (statusOf(error) === 401) return null;
    throw error;
  }
}

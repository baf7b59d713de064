import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Begins a session for somebody who proved themselves otherwise than by a password; better-auth has no such door of its own. It can not
 * be reached by a request. Answers null for an account that may have no session.
 */
export const beginSession = {
  id: 'rapport-begin-session',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.uuid(), byProvider: z.boolean(), isStrong: z.boolean() }) },
      async (ctx): Promise<{ readonly token: string; readonly isHeld: boolean } | null> => {
        const { internalAdapter } = ctx.context;
        const { userId, ...how } = ctx.body;
        const user = await internalAdapter.findUserById(userId);
        const session = user && (await internalAdapter.createSession(user.id, false, how));
        if (!session) return null;
        await setSessionCookie(ctx, { session, user });
        return { token: session.token, isHeld: (session as { awaitsSecond?: unknown }).awaitsSecond === true };
      },
    ),
  },
} as const;

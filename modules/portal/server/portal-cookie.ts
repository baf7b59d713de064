import { findKept, keptCookie } from '../../../server/auth/cookie-name.ts';
import { hashOfLink } from '../../../server/auth/link-token.ts';
import type { Context } from '../../../server/context.ts';
import { mailerOf } from '../../../server/mail/mailer.ts';
import { sessionLimits } from './session.repository.ts';

const nameOf = ({ workspace }: Context) => `rapport-portal.${workspace.id}`;

/** The cookie of a session that began, or, without one, of none. No page but ours sends it, and no script reads it. */
export function portalCookie(ctx: Context, token: string | null): string {
  const seconds = token ? sessionLimits.mostDays * 86_400 : 0;
  return keptCookie(mailerOf(ctx).publicUrl, nameOf(ctx), token ?? '', { seconds, sameSite: 'Strict' });
}

/** The hash of the session's token among the cookies; null where there is none. */
export function sessionIn(ctx: Context, cookies: string | undefined): Buffer | null {
  const token = ctx.mailer && findKept(ctx.mailer.publicUrl, nameOf(ctx), cookies, '[\\w-]{43}');
  return token ? hashOfLink(token) : null;
}

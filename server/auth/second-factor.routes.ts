import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
} from '../../shared/contract/second-factor.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findActiveAccount, findPasswordHash } from './account.repository.ts';
import { deleteApiKeysOf } from './api-key.repository.ts';
import { assertAtBrowser } from './at-browser.ts';
import { announceHere } from './auth-events.ts';
import { verifyPassword } from './password-hash.ts';
import { isSecondFactorRequired } from './required-factor.ts';
import { deleteSecondFactor, findSecondFactor } from './second-factor.repository.ts';
import {
  beginFactor,
  confirmFactor,
  renewRecoveryCodes as renew,
  secondFactorSealer,
  takeCode,
} from './second-factor.ts';
import { deleteSessionsOf } from './session.repository.ts';
import { throttled } from './throttle.ts';

/** Everybody's own second factor; nothing of it is for programs. */
export function createSecondFactorRoutes(database: Database, secret: string): readonly Route[] {
  const sealer = secondFactorSealer(secret);
  /** Counted before it is tried, apart from the transaction it is tried in. */
  const attempt = async <T>(
    ctx: Context,
    request: RequestFacts,
    work: (control: Queryable, id: string) => Promise<T>,
  ) => {
    const id = accountOf(ctx);
    const who = { account: `second ${id}`, address: request.ip };
    const done = await throttled(database.control, who, () => database.control.transaction((tx) => work(tx, id)));
    announceHere(`account:${id}`);
    return done;
  };
  /** As `attempt`, of a code: where there is no factor, there is nothing to guess. */
  const attemptCode: typeof attempt = async (ctx, request, work) => {
    if (!(await findSecondFactor(database.control, accountOf(ctx)))) throw new AppError(409, 'secondFactorOff');
    return attempt(ctx, request, work);
  };
  return [
    defineRoute(getSecondFactor, 'signedIn', async (ctx) => {
      const found = await findSecondFactor(database.control, accountOf(ctx));
      const { since = null, codesLeft = 0 } = found ?? {};
      return { isOn: since !== null, since, codesLeft, isRequired: isSecondFactorRequired(ctx) };
    }),
    defineRoute(beginSecondFactor, 'signedIn', (ctx, { body, request }) =>
      attempt(ctx, request, async (control, id) => {
        await assertPassword(control, id, body.password);
        const account = await findActiveAccount(control, id);
        if (!account) throw new AppError(401, 'notSignedIn');
        return beginFactor(control, sealer, { id, email: account.email, workspace: ctx.workspace.name });
      }),
    ),
    defineRoute(confirmSecondFactor, 'signedIn', (ctx, { body, request }) =>
      attemptCode(ctx, request, async (control, id) => {
        const codes = await confirmFactor(control, sealer, id, body.code);
        // Somebody else may be in by the password alone, or have made a key by it.
        await deleteSessionsOf(control, id, ctx.sessionId);
        await deleteApiKeysOf(control, id);
        return { codes };
      }),
    ),
    defineRoute(renewRecoveryCodes, 'signedIn', (ctx, { body, request }) =>
      attemptCode(ctx, request, async (control, id) => {
        await takeCode(control, sealer, id, body.code);
        return { codes: await renew(control, id) };
      }),
    ),
    defineRoute(endSecondFactor, 'signedIn', (ctx, { body, request }) =>
      attemptCode(ctx, request, async (control, id) => {
        if (isSecondFactorRequired(ctx)) throw new AppError(409, 'secondFactorRequired');
        await takeCode(control, sealer, id, body.code);
        await deleteSecondFactor(control, id);
        return {};
      }),
    ),
  ];
}

function accountOf(ctx: Context): string {
  assertAtBrowser(ctx);
  if (ctx.actor.accountId === null) throw new AppError(401, 'notSignedIn');
  return ctx.actor.accountId;
}

/** Whoever sits down at a browser left open changes nothing about how its owner signs in. */
async function assertPassword(control: Queryable, accountId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(control, accountId);
  if (hash && (await verifyPassword({ hash, password }))) return;
  throw new AppError(422, 'invalidPassword', {}, [{ path: 'password', code: 'invalidPassword' }]);
}

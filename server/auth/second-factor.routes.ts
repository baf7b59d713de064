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
import { accountOf, assertPassword, attemptOnOwn } from './own-account.ts';
import { assertPasswordToo, assertWhole } from './proof.ts';
import { isSecondFactorRequired } from './required-factor.ts';
import { deleteApp, findSecondFactor } from './second-factor.repository.ts';
import {
  beginFactor,
  confirmFactor,
  renewRecoveryCodes as renew,
  secondFactorSealer,
  takeCode,
} from './second-factor.ts';
import { deleteSessionsOf } from './session.repository.ts';
import { type AccountChange, clientOf, type TellOfAccount } from './tell-of-account.ts';

type Work<T> = (control: Queryable, id: string) => Promise<T>;

/** Everybody's own second factor; nothing of it is for programs. */
export function createSecondFactorRoutes(database: Database, secret: string, tell: TellOfAccount): readonly Route[] {
  const sealer = secondFactorSealer(secret);
  /** Where there is no factor, there is nothing to guess. */
  const attemptCode = async <T>(ctx: Context, request: RequestFacts, work: Work<T>) => {
    const { secret, passkeys } = await findSecondFactor(database.control, accountOf(ctx));
    if (!secret && passkeys === 0) throw new AppError(409, 'secondFactorOff');
    return attemptOnOwn(database, ctx, request, work);
  };
  const told = async <T>(ctx: Context, request: RequestFacts, kind: AccountChange, work: Work<T>) => {
    const done = await attemptCode(ctx, request, work);
    await tell({ account: accountOf(ctx), kind, ...clientOf(request) });
    return done;
  };
  return [
    defineRoute(getSecondFactor, 'signedIn', async (ctx) => {
      const { since, codesLeft, passkeys } = await findSecondFactor(database.control, accountOf(ctx));
      const hasPassword = (await findPasswordHash(database.control, accountOf(ctx))) !== null;
      return { isOn: since !== null, since, codesLeft, passkeys, hasPassword, isRequired: isSecondFactorRequired(ctx) };
    }),
    defineRoute(beginSecondFactor, 'signedIn', (ctx, { body, request }) =>
      attemptOnOwn(database, ctx, request, async (control, id) => {
        await assertPassword(control, id, body.password, ctx.sessionId);
        await assertWhole(control, ctx);
        const account = await findActiveAccount(control, id);
        if (!account) throw new AppError(401, 'notSignedIn');
        return beginFactor(control, sealer, { id, email: account.email, workspace: ctx.workspace.name });
      }),
    ),
    defineRoute(confirmSecondFactor, 'signedIn', (ctx, { body, request }) =>
      told(ctx, request, 'appAdded', async (control, id) => {
        const codes = await confirmFactor(control, sealer, id, body.code);
        // Somebody else may be in by the password alone, or have made a key by it.
        await deleteSessionsOf(control, id, ctx.sessionId);
        await deleteApiKeysOf(control, id);
        return { codes };
      }),
    ),
    defineRoute(renewRecoveryCodes, 'signedIn', (ctx, { body, request }) =>
      told(ctx, request, 'codesRenewed', async (control, id) => {
        await assertPasswordToo(control, ctx);
        await takeCode(control, sealer, id, body.code);
        return { codes: await renew(control, id) };
      }),
    ),
    defineRoute(endSecondFactor, 'signedIn', (ctx, { body, request }) =>
      told(ctx, request, 'appRemoved', async (control, id) => {
        const { since, passkeys } = await findSecondFactor(control, id);
        if (!since) throw new AppError(409, 'secondFactorOff');
        if (passkeys === 0 && isSecondFactorRequired(ctx)) throw new AppError(409, 'secondFactorRequired');
        await assertPasswordToo(control, ctx);
        await takeCode(control, sealer, id, body.code);
        await deleteApp(control, id);
        return {};
      }),
    ),
  ];
}

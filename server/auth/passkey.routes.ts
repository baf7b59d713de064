import { addPasskey, beginPasskey, listPasskeys, removePasskey, renamePasskey } from '../../shared/contract/passkey.ts';
import { AppError, notFound } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findActiveAccount } from './account.repository.ts';
import { announceHere } from './auth-events.ts';
import { accountOf, assertPassword, attemptOnOwn } from './own-account.ts';
import { deletePasskey, listPasskeyRows, writePasskeyName } from './passkey.repository.ts';
import { askForNewPasskey, keepPasskey, type PasskeyHolder } from './passkey.ts';
import { knownOrigin } from './passkey-challenge.ts';
import { assertPasswordToo, assertWhole } from './proof.ts';
import { isSecondFactorRequired } from './required-factor.ts';
import { dropUnusedCodes, findSecondFactor } from './second-factor.repository.ts';
import { secondFactorSealer, takeCode } from './second-factor.ts';
import { clientOf, type TellOfAccount } from './tell-of-account.ts';

/** Everybody's own passkeys; nothing of it is for programs. */
export function createPasskeyRoutes(
  database: Database,
  { secret, publicUrl }: { readonly secret: string; readonly publicUrl: string },
  tell: TellOfAccount,
): readonly Route[] {
  const sealer = secondFactorSealer(secret);
  return [
    defineRoute(listPasskeys, 'signedIn', async (ctx) => ({
      items: await listPasskeyRows(database.control, accountOf(ctx)),
    })),
    defineRoute(beginPasskey, 'signedIn', (ctx, { body, request }) => {
      const origin = knownOrigin(request.headers.origin, request.headers.host, publicUrl);
      return attemptOnOwn(database, ctx, request, async (control, id) => {
        await assertPassword(control, id, body.password, ctx.sessionId);
        await assertWhole(control, ctx);
        const options = await askForNewPasskey(control, await holderOf(control, ctx), origin);
        return { options: { ...options } };
      });
    }),
    defineRoute(addPasskey, 'signedIn', async (ctx, { body, request }) => {
      const made = await keepPasskey(database, await holderOf(database.control, ctx), body);
      announceHere(`account:${accountOf(ctx)}`);
      await tell({ account: accountOf(ctx), kind: 'passkeyAdded', ...clientOf(request) });
      return made;
    }),
    defineRoute(renamePasskey, 'signedIn', async (ctx, { params, body }) => {
      const renamed = await writePasskeyName(database.control, accountOf(ctx), params.id, body.name);
      if (!renamed) throw notFound('passkey', params.id);
      return renamed;
    }),
    defineRoute(removePasskey, 'signedIn', async (ctx, { params, body, request }) => {
      await assertOwn(database.control, accountOf(ctx), params.id);
      const done = await attemptOnOwn(database, ctx, request, async (control, id) => {
        if (body.code === undefined) {
          await assertPassword(control, id, body.password ?? '', ctx.sessionId);
          await assertWhole(control, ctx);
        } else {
          await assertPasswordToo(control, ctx);
          await takeCode(control, sealer, id, body.code);
        }
        if (!(await deletePasskey(control, id, params.id))) throw notFound('passkey', params.id);
        const { since, passkeys } = await findSecondFactor(control, id);
        const isLast = since === null && passkeys === 0;
        if (isLast && isSecondFactorRequired(ctx)) throw new AppError(409, 'secondFactorRequired');
        await dropUnusedCodes(control, id);
        return {};
      });
      await tell({ account: accountOf(ctx), kind: 'passkeyRemoved', ...clientOf(request) });
      return done;
    }),
  ];
}

/** Who has no such passkey is told so, and guesses no password by it. */
async function assertOwn(control: Queryable, accountId: string, id: string): Promise<void> {
  const own = await listPasskeyRows(control, accountId);
  if (!own.some((passkey) => passkey.id === id)) throw notFound('passkey', id);
}

async function holderOf(control: Queryable, ctx: Context): Promise<PasskeyHolder> {
  const account = await findActiveAccount(control, accountOf(ctx));
  if (!account || !ctx.sessionId) throw new AppError(401, 'notSignedIn');
  return { id: account.id, email: account.email, sessionId: ctx.sessionId };
}

import { askForProof, proveSession } from '../../shared/contract/session-proof.ts';
import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findPasswordHash } from './account.repository.ts';
import { accountOf, attemptOnOwn, wrongPassword } from './own-account.ts';
import { askForPasskey, provePasskey } from './passkey.ts';
import { knownOrigin } from './passkey-challenge.ts';
import { verifyPassword } from './password-hash.ts';
import { secondFactorSealer, takeCode } from './second-factor.ts';
import { noteProof } from './session.repository.ts';

/** Showing once more who one is; nothing of it is for programs. */
export function createProofRoutes(
  database: Database,
  { secret, publicUrl }: { readonly secret: string; readonly publicUrl: string },
): readonly Route[] {
  const sealer = secondFactorSealer(secret);
  return [
    defineRoute(proveSession, 'signedIn', async (ctx, { body, request }) => {
      const { password, code, passkey } = body;
      const asking = { purpose: 'proof', holder: sessionOf(ctx) } as const;
      await attemptOnOwn(database, ctx, request, async (control, id) => {
        if (passkey) await provePasskey(database, passkey, asking, id);
        else if (code === undefined) await assertRight(control, id, password ?? '');
        else await takeCode(control, sealer, id, code);
        const by = passkey ? 'passkey' : code === undefined ? 'password' : 'code';
        await noteProof(control, asking.holder, by);
      });
      return {};
    }),
    defineRoute(askForProof, 'signedIn', async (ctx, { request }) => {
      const origin = knownOrigin(request.headers.origin, request.headers.host, publicUrl);
      const asking = { purpose: 'proof', holder: sessionOf(ctx) } as const;
      return { options: { ...(await askForPasskey(database.control, asking, origin, accountOf(ctx))) } };
    }),
  ];
}

function sessionOf(ctx: Context): string {
  accountOf(ctx);
  if (!ctx.sessionId) throw new AppError(401, 'notSignedIn');
  return ctx.sessionId;
}

/** Who has no password gives a wrong one, whatever it is. */
async function assertRight(control: Queryable, accountId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(control, accountId);
  if (hash === null || !(await verifyPassword({ hash, password }))) throw wrongPassword();
}

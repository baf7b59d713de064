import {
  getIdentityProvider,
  type IdentityProvider,
  type IdentityProviderAnswer,
  proveProviderDomain,
  removeIdentityProvider,
  setIdentityProvider,
} from '../../shared/contract/identity-provider.ts';
import { AppError, invalidField } from '../../shared/errors.ts';
import { appendChange } from '../changes/append.ts';
import type { Change } from '../changes/change.ts';
import type { Sealer } from '../config/sealer.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { OutgoingClient } from '../outgoing/outgoing-client.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { assertAtBrowser } from './at-browser.ts';
import { announceHere } from './auth-events.ts';
import { listDomains } from './domain-proof.repository.ts';
import { proveDomain, shownProof } from './domain-proof.ts';
import type { FindIdentity } from './identity.ts';
import { isMemberElsewhere, listMemberAccounts } from './membership.repository.ts';
import { deleteProvider, findProvider, writeProvider } from './provider.repository.ts';
import { discover, isRefusal } from './provider-client.ts';
import { providerCallback } from './provider-sign-in.ts';
import { deleteSessionsBegun } from './session.repository.ts';

export interface ProviderPlace {
  readonly database: Database;
  readonly findIdentity: FindIdentity;
  readonly outgoing: OutgoingClient;
  readonly sealer: Sealer;
  readonly publicUrl: string;
}

/** By whom a workspace's members sign in: for its owners. */
export function createProviderRoutes(place: ProviderPlace): readonly Route[] {
  const { control } = place.database;
  const answer = async ({ workspace }: Context): Promise<IdentityProviderAnswer> => {
    const row = await findProvider(control, workspace.id);
    const proofs = (await listDomains(control, workspace.id)).map(shownProof);
    return { provider: row && shown(row), proofs, redirectUri: providerCallback(place.publicUrl, workspace.id) };
  };
  return [
    defineRoute(getIdentityProvider, ['owner'], (ctx) => answer(ctx)),
    defineRoute(setIdentityProvider, ['owner'], async (ctx, { body: { secret: given, ...wish } }) => {
      assertAtBrowser(ctx);
      if (ctx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
      const before = await findProvider(control, ctx.workspace.id);
      // A secret is for the issuer it was given for: it must not be sent to another.
      const isSame = before?.issuer === wish.issuer && before.clientId === wish.clientId;
      const secret = given ?? (isSame ? place.sealer.open(before.secret) : null);
      if (secret === null) throw invalidField('secret', 'required');
      await assertProvider(place, { ...wish, secret });
      const row = { ...wish, workspace: ctx.workspace.id, secret: place.sealer.seal(secret) };
      await inTransaction(ctx, async (tx) => {
        const kept = await tx.db.asControl(async (inside) => {
          await writeProvider(inside, row);
          return findProvider(inside, ctx.workspace.id);
        });
        // Else nobody but owners would get in.
        if (wish.isRequired && kept?.proved.length === 0) throw invalidField('isRequired', 'domainFirst');
        await logChange(tx, before, wish, given !== undefined);
      });
      if (wish.isRequired) await endSessions(place, ctx.workspace.id, false);
      return answer(ctx);
    }),
    defineRoute(proveProviderDomain, ['owner'], async (ctx, { body: { domain } }) => {
      assertAtBrowser(ctx);
      if (ctx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
      await proveDomain(ctx, place.outgoing.findTexts, domain);
      return answer(ctx);
    }),
    defineRoute(removeIdentityProvider, ['owner'], async (ctx) => {
      assertAtBrowser(ctx);
      await inTransaction(ctx, async (tx) => {
        const before = await tx.db.asControl((inside) => findProvider(inside, ctx.workspace.id));
        if (!before) return;
        await tx.db.asControl((inside) => deleteProvider(inside, ctx.workspace.id));
        await logChange(tx, before, null, false);
      });
      await endSessions(place, ctx.workspace.id, true);
      return {};
    }),
  ];
}

function shown({ label, issuer, clientId, domains, makesMembers, role, isRequired, strongMethods }: IdentityProvider) {
  return { label, issuer, clientId, domains, makesMembers, role, isRequired, strongMethods };
}

/** Who lets members in stands in the audit; of the secret only that there is another. */
async function logChange(
  tx: TransactionContext,
  before: IdentityProvider | null,
  after: IdentityProvider | null,
  hasNewSecret: boolean,
): Promise<void> {
  const [from, to] = [before && shown(before), after && shown(after)];
  const fields: Record<string, Change['fields'][string]> = hasNewSecret ? { secret: {} } : {};
  for (const name of Object.keys(to ?? from ?? {}) as (keyof ReturnType<typeof shown>)[])
    if (JSON.stringify(from?.[name]) !== JSON.stringify(to?.[name]))
      fields[name] = { from: from?.[name], to: to?.[name] };
  const kind = after ? (before ? 'updated' : 'created') : 'deleted';
  await appendChange(tx, { noun: 'identityProvider', recordId: tx.workspace.id, kind, fields });
}

/** Throws 422 naming `issuer`, where nobody answers there who says to be it. */
async function assertProvider({ outgoing }: ProviderPlace, wish: IdentityProvider & { readonly secret: string }) {
  try {
    await discover(outgoing, wish);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof OutgoingError ? error.cause : error;
    if (cause instanceof OutgoingError) throw invalidField('issuer', cause.code);
    if (await isRefusal(error)) throw invalidField('issuer', 'notAProvider');
    throw error;
  }
}

/** Ends the sessions that may not be any more of all but owners, and of all whose account works elsewhere too. */
async function endSessions(place: ProviderPlace, workspace: string, byProvider: boolean): Promise<void> {
  const { control } = place.database;
  for (const { account } of await listMemberAccounts(control, workspace)) {
    const identity = await place.findIdentity(account, workspace);
    if (!byProvider && identity?.standing.role === 'owner') continue;
    if (await isMemberElsewhere(control, account, workspace)) continue;
    await deleteSessionsBegun(control, account, byProvider);
    announceHere(`account:${account}`);
  }
}

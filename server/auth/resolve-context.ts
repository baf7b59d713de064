import { actingAs } from '../access/acting.ts';
import { withLesserRights } from '../access/lesser-rights.ts';
import { seenBy } from '../access/seen-registry.ts';
import { type Context, systemContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { ResolveContext } from '../http/request-facts.ts';
import { createFieldUseCounter } from '../indexes/field-uses.ts';
import type { Registries } from '../metadata/registries.ts';
import type { Authenticated, Authenticator } from './authenticator.ts';
import { assertFromHere, narrowedTo } from './key-limits.ts';
import { assertPageOf } from './page-of.ts';
import { isSecondFactorRequired } from './required-factor.ts';
import { findWorkspace } from './workspace.repository.ts';

/** Builds the context a request is served in. */
export function createContextResolver(
  authenticator: Pick<Authenticator, 'authenticate'>,
  database: Database,
  registries: Registries,
  {
    outgoing,
    files,
    mailer,
    sealers,
    sandboxes,
    reads,
  }: Pick<Context, 'outgoing' | 'files' | 'mailer' | 'sealers' | 'sandboxes' | 'reads'> = {},
): ResolveContext {
  const fieldUses = createFieldUseCounter();
  const parts = {
    ...{ fieldUses, ...(reads ? { reads } : {}), ...(outgoing ? { outgoing } : {}), ...(files ? { files } : {}) },
    ...{ ...(mailer ? { mailer } : {}), ...(sealers ? { sealers } : {}), ...(sandboxes ? { sandboxes } : {}) },
  };
  return async ({ headers, requestId, url, ip }, workspaceId) => {
    if (workspaceId !== undefined) {
      const system = await systemIn(database, registries, workspaceId);
      return system && { ...system, ...parts, requestId, entry: { door: 'api', address: ip } };
    }
    const found = await authenticator.authenticate(headers, ip);
    if (!found) return null;
    const { account, workspace, memberId, standing } = found.identity;
    if (found.key) assertFromHere(found.key, ip);
    const db = database.workspace(workspace);
    const acting = actingAs(await registries.of(workspace, db), { accountId: account?.id ?? null, memberId }, standing);
    const ctx: Context = {
      workspace,
      ...acting,
      ...(found.key ? limitsOf(found.key, acting) : {}),
      through: found.through,
      ...(found.readOnly ? { readOnly: true } : {}),
      ...(found.identity.seenBy ? { seenBy: found.identity.seenBy } : {}),
      ...(found.sessionId ? { sessionId: found.sessionId } : {}),
      db,
      language: workspace.language,
      requestId,
      now: () => new Date(),
      ...parts,
      entry: { door: found.through === 'api' ? (url.startsWith('/api/v1') ? 'api' : 'mcp') : 'web', address: ip },
    };
    assertPageOf(ctx, headers['rapport-workspace']);
    // Who sees as somebody else is an owner still.
    const own = ctx.seenBy ? { ...ctx, actor: { ...ctx.actor, role: 'owner' as const, rights: null } } : ctx;
    if (found.hasSecondFactor === false && isSecondFactorRequired(own)) return { ...ctx, lacksSecondFactor: true };
    const unprepared = reads?.prepare(ctx);
    if (unprepared) await unprepared;
    return ctx;
  };
}

async function systemIn(database: Database, registries: Registries, id: string): Promise<Context | null> {
  const workspace = await findWorkspace(database.control, id);
  if (!workspace) return null;
  return systemContext(database, await registries.of(workspace, database.workspace(workspace)), workspace);
}

/** What a key takes from the rights of its holder. */
function limitsOf(
  { id, scopes, role }: NonNullable<Authenticated['key']>,
  { actor: holder, registry }: ReturnType<typeof actingAs>,
) {
  const actor = role === null ? holder : withLesserRights(holder, registry.whole, role, id);
  const lesser = role === null ? {} : { actor, registry: seenBy(registry.whole, actor.rights ?? null) };
  return {
    keyId: id,
    ...lesser,
    ...(scopes ? { isScoped: true, actor: narrowedTo(actor, scopes, id, registry) } : {}),
  };
}

import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { Registry } from '../metadata/registry.ts';
import type { Authenticator } from './authenticator.ts';

export interface ResolvedContext {
  readonly context: Context;
  /** `Set-Cookie` values to send with the answer. */
  readonly cookies: readonly string[];
}

/** Builds the context a request is served in; null when nobody is signed in. */
export type ResolveContext = (request: {
  readonly headers: Headers;
  readonly requestId: string;
}) => Promise<ResolvedContext | null>;

export function createContextResolver(
  authenticator: Authenticator,
  database: Database,
  registry: Registry,
): ResolveContext {
  return async ({ headers, requestId }) => {
    const found = await authenticator.authenticate(headers);
    if (!found) return null;
    const { account, workspace, memberId, standing } = found.identity;
    const context: Context = {
      workspace,
      actor: { accountId: account.id, memberId, role: standing.role, teamMemberIds: standing.teamMemberIds },
      through: found.through,
      db: database.workspace(workspace),
      registry,
      language: workspace.language,
      requestId,
      now: () => new Date(),
    };
    return { context, cookies: found.cookies };
  };
}

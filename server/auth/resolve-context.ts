import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { ResolveContext } from '../http/request-facts.ts';
import { createFieldUseCounter } from '../indexes/field-uses.ts';
import type { Registries } from '../metadata/registries.ts';
import type { Authenticator } from './authenticator.ts';

/** Builds the context a request is served in. */
export function createContextResolver(
  authenticator: Pick<Authenticator, 'authenticate'>,
  database: Database,
  registries: Registries,
  { outgoing, files, mailer, sandboxes }: Pick<Context, 'outgoing' | 'files' | 'mailer' | 'sandboxes'> = {},
): ResolveContext {
  const fieldUses = createFieldUseCounter();
  return async ({ headers, requestId }) => {
    const found = await authenticator.authenticate(headers);
    if (!found) return null;
    const { account, workspace, memberId, standing } = found.identity;
    const db = database.workspace(workspace);
    return {
      workspace,
      actor: { accountId: account.id, memberId, role: standing.role, teamMemberIds: standing.teamMemberIds },
      through: found.through,
      ...(found.readOnly ? { readOnly: true } : {}),
      db,
      registry: await registries.of(workspace, db),
      language: workspace.language,
      requestId,
      now: () => new Date(),
      fieldUses,
      ...(outgoing ? { outgoing } : {}),
      ...(files ? { files } : {}),
      ...(mailer ? { mailer } : {}),
      ...(sandboxes ? { sandboxes } : {}),
    };
  };
}

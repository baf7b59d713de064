import { type Context, systemContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { createRegistries } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { listWorkspaces } from './workspace.repository.ts';

/** Makes the context in which the system answers for a workspace, by its id, to whom nobody knows; null where there is none. */
export function createSystemContexts(
  database: Database,
  registry: Registry,
  tools: Pick<Context, 'files' | 'mailer' | 'sealers' | 'outgoing'>,
): (workspace: string, requestId: string) => Promise<Context | null> {
  const registries = createRegistries(registry);
  return async (id, requestId) => {
    const workspace = (await listWorkspaces(database.control)).find((one) => one.id === id && !one.sandboxOf);
    if (!workspace) return null;
    const whole = await registries.of(workspace, database.workspace(workspace));
    return { ...systemContext(database, whole, workspace), ...tools, requestId };
  };
}

import { randomBytes, randomUUID } from 'node:crypto';
import { type Context, systemActor, type Workspace } from '../context.ts';
import type { Database } from '../db/database.ts';
import { createRegistry } from '../metadata/registry.ts';

/** A workspace with an empty schema of its own; `ddl` are statements run in it. */
export async function createEmptyWorkspace(database: Database, ddl: readonly string[] = []): Promise<Workspace> {
  const workspace: Workspace = {
    id: randomUUID(),
    schema: `ws_${randomBytes(8).toString('hex')}`,
    name: 'Ararat Trade',
    language: 'en',
    currency: 'USD',
    timeZone: 'Asia/Yerevan',
    metadataVersion: 0,
  };
  await database.createWorkspace(workspace);
  const db = database.workspace(workspace);
  for (const text of ddl) await db.query({ text });
  return workspace;
}

/** The system at work in a workspace that has no modules. */
export function systemContextOf(database: Database, workspace: Workspace): Context {
  return {
    workspace,
    actor: systemActor,
    through: 'system',
    db: database.workspace(workspace),
    registry: createRegistry([]),
    language: workspace.language,
    requestId: 'test',
    now: () => new Date(),
  };
}

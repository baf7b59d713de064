import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../shared/nouns/metadata.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { RecordOf } from '../../shared/nouns/value.ts';
import { type Context, inTransaction, systemActor, type Workspace } from '../context.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { createRegistry, type Registry } from '../metadata/registry.ts';
import type { ServerModule } from '../module.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { type TestDatabase, useDatabase } from './database.ts';

export interface TestWorkspace {
  readonly database: TestDatabase;
  readonly registry: Registry;
  readonly workspace: Workspace;
  /** The system itself: every right. */
  readonly system: Context;
  /** A new member with this role, and the context they act in. */
  join(name: string, role: Role): Promise<Context>;
}

/** A workspace with every module's tables and first records, in a database of the test file's own. */
export async function useWorkspace(modules: readonly ServerModule[] = serverModules): Promise<TestWorkspace> {
  const database = await useDatabase();
  return addWorkspace(database, createRegistry(modules));
}

/** A further workspace in the same database. */
export async function addWorkspace(database: TestDatabase, registry: Registry): Promise<TestWorkspace> {
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
  await migrateWorkspace(database, workspace, registry);
  const system: Context = {
    workspace,
    actor: systemActor,
    through: 'system',
    db: database.workspace(workspace),
    registry,
    language: workspace.language,
    requestId: 'test',
    now: () => new Date(),
  };
  await inTransaction(system, async (ctx) => {
    for (const module of registry.modules) await module.setUp?.(ctx);
  });
  const join = async (name: string, role: Role): Promise<Context> => {
    const record: RecordOf<Noun> = await createRecord(system, registry.getNoun('member'), { name, role });
    const actor = { accountId: null, memberId: record.id, role, teamMemberIds: [record.id] };
    return { ...system, actor, through: 'web' };
  };
  return { database, registry, workspace, system, join };
}

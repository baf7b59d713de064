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
import { type TestDatabase, useDatabase, useFilledDatabase } from './database.ts';

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
  const registry = createRegistry(modules);
  if (modules !== serverModules) return addWorkspace(await useDatabase(), registry);
  const fill = (empty: TestDatabase) => provide(openWorkspace(empty, registry, ready));
  return openWorkspace(await useFilledDatabase('rapport_workspace', fill), registry, ready);
}

/** A further workspace in the same database. */
export async function addWorkspace(database: TestDatabase, registry: Registry): Promise<TestWorkspace> {
  const address = { id: randomUUID(), schema: `ws_${randomBytes(8).toString('hex')}` };
  const added = openWorkspace(database, registry, address);
  await provide(added);
  return added;
}

/** The workspace that test files get with a copy of their database. */
const ready = { id: '0190a000-0000-4000-8000-00000000feed', schema: 'ws_ready' };

async function provide({ database, workspace, registry, system }: TestWorkspace): Promise<void> {
  await database.createWorkspace(workspace);
  await migrateWorkspace(database, workspace, registry);
  await inTransaction(system, async (ctx) => {
    for (const module of registry.modules) await module.setUp?.(ctx);
  });
}

function openWorkspace(
  database: TestDatabase,
  registry: Registry,
  address: Pick<Workspace, 'id' | 'schema'>,
): TestWorkspace {
  const workspace: Workspace = {
    ...address,
    name: 'Ararat Trade',
    language: 'en',
    currency: 'USD',
    timeZone: 'Asia/Yerevan',
    metadataVersion: 0,
  };
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
  const join = async (name: string, role: Role): Promise<Context> => {
    const record: RecordOf<Noun> = await createRecord(system, registry.getNoun('member'), { name, role });
    const actor = { accountId: null, memberId: record.id, role, teamMemberIds: [record.id] };
    return { ...system, actor, through: 'web' };
  };
  return { database, registry, workspace, system, join };
}

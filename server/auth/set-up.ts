import { randomUUID } from 'node:crypto';
import type { SetUpInput } from '../../shared/contract/set-up.ts';
import { AppError } from '../../shared/errors.ts';
import type { WorkspaceSettings } from '../../shared/nouns/metadata.ts';
import { systemActor, type TransactionContext, type Workspace } from '../context.ts';
import type { Database, Queryable, Transaction, WorkspaceAddress } from '../db/database.ts';
import type { Registry } from '../metadata/registry.ts';
import { createRecord } from '../records/create.ts';
import { createAccount } from './account.ts';
import { type Account, insertMembership } from './membership.repository.ts';
import { assertNotTelling, checkPassword } from './password.ts';
import { insertWorkspace, listWorkspaces, tryLockSetUp } from './workspace.repository.ts';

export interface SetUpParts {
  readonly database: Database;
  readonly registry: Registry;
  /** Makes the tables of a workspace whose schema is there. */
  readonly migrate: (address: WorkspaceAddress) => Promise<unknown>;
}

export interface SetUpWish {
  readonly workspace: Omit<WorkspaceSettings, 'id'>;
  readonly owner: SetUpInput['owner'];
}

/** Whether nobody has set this installation up yet. */
export async function isSetUpNeeded(database: Database): Promise<boolean> {
  return (await listWorkspaces(database.control)).length === 0;
}

/**
 * Makes the first workspace and its owner. Of several at once all but one are refused.
 * @throws {AppError} 409 `setUpDone` when there is a workspace already, `busy` while one is being made, 422 naming inputs
 * at fault.
 */
export async function setUp(parts: SetUpParts, wish: SetUpWish): Promise<Workspace> {
  await checkPassword(wish.owner.password, 'owner.password');
  const { name, email, password } = wish.owner;
  assertNotTelling(password, { email, names: [name, wish.workspace.name] }, 'owner.password');
  return parts.database.control.transaction(async (tx) => {
    // Who waited in line would hold the connections that the first one needs.
    const mine = await tryLockSetUp(tx);
    if ((await listWorkspaces(tx)).length > 0) throw new AppError(409, 'setUpDone');
    if (!mine) throw new AppError(409, 'busy');
    return createWorkspaceWithOwner(parts, wish);
  });
}

/** Makes a further workspace with an owner of its own. What was made is taken back when anything of it fails. */
export function createWorkspaceWithOwner(parts: SetUpParts, { workspace, owner }: SetUpWish): Promise<Workspace> {
  return createWorkspace(parts, workspace, {
    ...owner,
    enter: async (control) => (await createAccount(control, { ...owner, companies: [workspace.name] })).id,
  });
}

/** As `createWorkspaceWithOwner`, owned by somebody who has an account. */
export function createWorkspaceFor(
  parts: SetUpParts,
  settings: SetUpWish['workspace'],
  { id, name, email }: Account,
): Promise<Workspace> {
  return createWorkspace(parts, settings, { name, email, enter: async () => id });
}

interface FirstOwner {
  readonly name: string;
  readonly email: string;
  /** The id of their account, made where there is none. */
  enter(control: Queryable): Promise<string>;
}

async function createWorkspace(parts: SetUpParts, settings: SetUpWish['workspace'], owner: FirstOwner) {
  const id = randomUUID();
  const workspace: Workspace = { ...settings, id, schema: `ws_${id.replaceAll('-', '')}`, metadataVersion: 0 };
  await parts.database.createWorkspace(workspace);
  try {
    await parts.migrate(workspace);
    await parts.database.workspace(workspace).transaction((db) => fill(parts, workspace, db, owner));
  } catch (error) {
    await parts.database.dropWorkspace(workspace);
    throw error;
  }
  return workspace;
}

async function fill({ registry }: SetUpParts, workspace: Workspace, db: Transaction, owner: FirstOwner): Promise<void> {
  const ctx: TransactionContext = {
    workspace,
    actor: systemActor,
    through: 'system',
    db,
    registry,
    language: workspace.language,
    requestId: 'set-up',
    now: () => new Date(),
  };
  const member = await createRecord(ctx, registry.getNoun('member'), {
    name: owner.name,
    email: owner.email,
    role: 'owner',
  });
  await db.asControl(async (control) => {
    await insertWorkspace(control, workspace);
    await insertMembership(control, await owner.enter(control), workspace.id, member.id);
  });
  for (const module of registry.modules) await module.setUp?.(ctx);
}

import type { z } from 'zod';
import { assertNetworks, mostKeys, newKey } from '../../../server/auth/api-key.ts';
import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { announceHere } from '../../../server/auth/auth-events.ts';
import {
  countServiceKeys,
  deleteWorkspaceKeyRow,
  insertServiceKey,
  listWorkspaceKeyRows,
} from '../../../server/auth/service-key.repository.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { writeFields } from '../../../server/records/update.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import { member } from '../contract/member.object.ts';
import type { createServiceKey, listWorkspaceKeys, serviceKeyWish } from '../contract/workspace-key.api.ts';
import { listKeyHolders } from './member.repository.ts';

type Wish = z.output<typeof serviceKeyWish>;
type MadeKey = z.output<typeof createServiceKey.response>;
type WorkspaceKey = z.output<typeof listWorkspaceKeys.response>['items'][number];

/** All keys that open this workspace, with those who act by them. */
export async function listKeys(ctx: Context): Promise<WorkspaceKey[]> {
  const rows = await inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => listWorkspaceKeyRows(control, tx.workspace.id)),
  );
  const people = await listKeyHolders(
    ctx.db,
    rows.flatMap(({ memberId, createdBy }) => [memberId, ...(createdBy ? [createdBy] : [])]),
  );
  return rows.flatMap(({ memberId, isService, createdBy, networks, ...key }) => {
    const holder = people.get(memberId);
    const maker = createdBy ? people.get(createdBy) : undefined;
    if (!holder) return [];
    const madeBy = maker ? { id: maker.id, name: maker.name } : null;
    return [{ ...key, networks: [...networks], holder: { ...holder, service: isService }, madeBy }];
  });
}

/**
 * Makes a key that acts as a service, and the service where it is a new one. The key is shown this once.
 * @throws {AppError} 403 `signInNeeded`, 409 `notInSandbox`, `tooManyApiKeys`, `memberInactive`, 422.
 */
export function makeServiceKey(ctx: Context, wish: Wish): Promise<MadeKey> {
  assertAtBrowser(ctx);
  if (ctx.workspace.sandboxOf) throw new AppError(409, 'notInSandbox');
  assertNetworks(wish.networks);
  return inTransaction(ctx, async (tx) => {
    const service = wish.service === null ? await createService(tx, wish) : await getService(tx, wish.service);
    const { key, start, hash } = newKey();
    const { name, days, readOnly, networks, scopes } = wish;
    const id = await tx.db.asControl(async (control) => {
      const count = await countServiceKeys(control, tx.workspace.id);
      if (count >= mostKeys) throw new AppError(409, 'tooManyApiKeys', { maximum: mostKeys });
      const whose = { memberId: service, workspaceId: tx.workspace.id, createdBy: tx.actor.memberId };
      return insertServiceKey(control, { ...whose, name, days, readOnly, networks, scopes, start, hash });
    });
    await appendChange(tx, { noun: member.name, recordId: service, kind: 'keyMade', fields: {} });
    return { id, service, start, key };
  });
}

/** Ends a key at once, on every process, and writes that down with whoever acted by it. Throws 404. */
export function endKey(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const ended = await tx.db.asControl((control) => deleteWorkspaceKeyRow(control, tx.workspace.id, id));
    if (!ended) throw notFound('apiKey', id);
    await appendChange(tx, { noun: member.name, recordId: ended.memberId, kind: 'keyEnded', fields: {} });
    tx.db.afterCommit(() => announceHere(`workspace:${tx.workspace.id}`));
  });
}

async function createService(tx: TransactionContext, { name, role, accessRole }: Wish): Promise<string> {
  const made = await createRecord(tx, member, { name, role, ...(accessRole ? { accessRole } : {}) });
  const noun = tx.registry.getNoun(member.name);
  await writeFields(tx, noun, await getRecord(tx, noun, made.id), { service: true });
  return made.id;
}

async function getService(tx: TransactionContext, id: string): Promise<string> {
  const found = await getRecord(tx, member, id).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 404) throw invalidField('service', 'missingTarget');
    throw error;
  });
  if (!found.service) throw invalidField('service', 'wrongValue');
  if (!found.active || found.deletedAt) throw new AppError(409, 'memberInactive');
  return found.id;
}

import { createHash, randomBytes } from 'node:crypto';
import { AppError, invalidField, notFound } from '../../shared/errors.ts';
import type { Queryable } from '../db/database.ts';
import { readNetwork } from '../outgoing/allowance.ts';
import { lockAccount } from './account.repository.ts';
import {
  type ApiKeyRow,
  deleteApiKeyRow,
  findKeyHolder,
  insertApiKey,
  type KeyHolder,
  listApiKeyRows,
  noteKeyUse,
} from './api-key.repository.ts';

/** Makes keys of ours recognisable to secret scanners. */
const prefix = 'rapport_';
/** 32 random bytes as base64url. */
const keyPattern = /^rapport_[A-Za-z0-9_-]{43}$/;
export const mostKeys = 50;

export interface ApiKeyOwner {
  readonly accountId: string;
  readonly workspaceId: string;
}

/**
 * Makes a key that acts as its owner in one workspace. `key` is shown this once: only its hash is kept. A key holds 256
 * random bits, so one round of SHA-256 is as good as a slow hash. Call it in a transaction: keys made at once are counted.
 * Throws 422 on a network that is none, 409 `tooManyApiKeys`.
 */
export async function createApiKey(
  control: Queryable,
  owner: ApiKeyOwner,
  wish: Pick<ApiKeyRow, 'name'> & { readonly days: number | null } & Partial<
      Pick<ApiKeyRow, 'readOnly' | 'networks' | 'scopes' | 'role'>
    >,
): Promise<ApiKeyRow & { readonly key: string }> {
  assertNetworks(wish.networks ?? []);
  await lockAccount(control, owner.accountId);
  const held = await listApiKeyRows(control, owner.accountId, owner.workspaceId);
  if (held.length >= mostKeys) throw new AppError(409, 'tooManyApiKeys', { maximum: mostKeys });
  const { key, start, hash } = newKey();
  const row = await insertApiKey(control, { ...noLimits, ...owner, ...wish, hash, start });
  return { ...row, key };
}

/** Throws 422 on what is neither an address nor a network, naming it. */
export function assertNetworks(networks: readonly string[]): void {
  const wrong = networks.findIndex((network) => readNetwork(network) === null);
  if (wrong >= 0) throw invalidField(`networks.${wrong}`, 'wrongValue');
}

/** A key, its beginning to tell it by, and the hash that is kept of it. */
export function newKey(): { readonly key: string; readonly start: string; readonly hash: Buffer } {
  const key = prefix + randomBytes(32).toString('base64url');
  return { key, start: key.slice(0, prefix.length + 4), hash: hashOf(key) };
}

export function listApiKeys(control: Queryable, owner: ApiKeyOwner): Promise<readonly ApiKeyRow[]> {
  return listApiKeyRows(control, owner.accountId, owner.workspaceId);
}

/** Ends a key at once, on every process. Throws 404 for a key the account does not have. */
export async function deleteApiKey(control: Queryable, owner: ApiKeyOwner, id: string): Promise<void> {
  if (!(await deleteApiKeyRow(control, owner.accountId, id))) throw notFound('apiKey', id);
}

/** The holder of a key; null for a text that is none, an unknown key and an expired one. Notes the use, and from which address. */
export async function checkApiKey(control: Queryable, key: string, address: string): Promise<KeyHolder | null> {
  if (!keyPattern.test(key)) return null;
  const holder = await findKeyHolder(control, hashOf(key));
  if (holder) await noteKeyUse(control, holder.id, address);
  return holder;
}

const noLimits = { readOnly: false, networks: [], scopes: null, role: null } as const;

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

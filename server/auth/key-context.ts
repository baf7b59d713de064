import { AppError } from '../../shared/errors.ts';
import type { ReadCounter } from '../access-log/read-counter.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { FileKeeper } from '../files/file-store.ts';
import { createRegistries } from '../metadata/registries.ts';
import type { Registry } from '../metadata/registry.ts';
import { byKey } from './authenticator.ts';
import { createIdentityFinder, createServiceFinder } from './identity.ts';
import { createContextResolver } from './resolve-context.ts';
import { findStandingOf } from './sign-in.ts';

interface KeyContextParts {
  readonly database: Database;
  readonly registry: Registry;
  readonly files: FileKeeper;
  readonly reads?: ReadCounter;
}

/**
 * Finds in whose name a key acts, anew at each call: for a program that speaks for longer than one request, beside the server.
 * Throws 401 `notSignedIn` for a key that is not, or no longer, good.
 */
export function createKeyContext(
  { database, registry, files, reads }: KeyContextParts,
  key: string,
): () => Promise<Context> {
  const findIdentity = createIdentityFinder(database, findStandingOf(registry));
  const findService = createServiceFinder(database, findStandingOf(registry));
  const authenticate = () => byKey({ database, findIdentity, findService }, key, '');
  const resolve = createContextResolver({ authenticate }, database, createRegistries(registry), {
    files,
    ...(reads ? { reads } : {}),
  });
  const facts = { method: 'POST', url: '', headers: {}, ip: '', requestId: 'stdio' };
  return async () => {
    const ctx = await resolve(facts);
    if (!ctx) throw new AppError(401, 'notSignedIn');
    return ctx;
  };
}

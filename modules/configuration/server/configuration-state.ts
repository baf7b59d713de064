import { partsOf } from '../../../server/configuration/apply.ts';
import type { Configuration } from '../../../server/configuration/part.ts';
import { namedConfiguration, readReferences } from '../../../server/configuration/references.ts';
import { findState } from '../../../server/configuration/version.repository.ts';
import type { Context } from '../../../server/context.ts';
import { notFound } from '../../../shared/errors.ts';

/** The configuration as it was in a version. Throws 404. */
export async function getState(ctx: Context, version: number): Promise<Configuration> {
  const state = await findState(ctx.db, version);
  if (!state) throw notFound('configurationVersion', String(version));
  const parts = partsOf(ctx);
  return namedConfiguration(await readReferences(ctx, parts), parts, state);
}

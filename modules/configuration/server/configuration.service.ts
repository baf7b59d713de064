import {
  applyIntent,
  type Intent,
  type PlannedChange,
  partsOf,
  planIntent,
  readConfiguration,
} from '../../../server/configuration/apply.ts';
import { compareConfigurations, type PartChange } from '../../../server/configuration/compare.ts';
import { openPackage, packConfiguration } from '../../../server/configuration/package.ts';
import { patchConfiguration } from '../../../server/configuration/patch.ts';
import { recordVersion } from '../../../server/configuration/record-version.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import type { ConfigurationSource } from '../contract/configuration.api.ts';
import { getState } from './configuration-state.ts';
import { sandboxIntent } from './sandbox.service.ts';

/** The configuration as it is, or as it was in a version, to be kept or sent. Throws 404. */
export async function exportPackage(ctx: Context, version?: number): Promise<ConfigurationPackage> {
  return packConfiguration(version === undefined ? await readConfiguration(ctx) : await getState(ctx, version));
}

/** What differs between a version and another, or how things are now. Throws 404. */
export async function differencesBetween(ctx: Context, from: number, to?: number): Promise<readonly PartChange[]> {
  const later = to === undefined ? await readConfiguration(ctx) : await getState(ctx, to);
  return compareConfigurations(partsOf(ctx), await getState(ctx, from), later, { mode: 'exact' });
}

/** What bringing it in would change. Throws 404, 422. */
export async function previewSource(ctx: Context, source: ConfigurationSource): Promise<readonly PlannedChange[]> {
  return planIntent(ctx, await intentOf(ctx, source));
}

/** Brings it in. What there is before is kept as a version, to go back to. Throws 404, 409 `configurationConflict`, 422. */
export async function applySource(ctx: Context, source: ConfigurationSource): Promise<readonly PartChange[]> {
  const author = { at: ctx.now().toISOString(), member: null, through: 'system' };
  await inTransaction(ctx, (tx) => recordVersion(tx, author));
  return applyIntent(ctx, (now) => intentOf(now, source));
}

async function intentOf(ctx: Context, source: ConfigurationSource): Promise<Intent> {
  const without = new Set(source.without);
  if ('package' in source) {
    const target = openPackage(partsOf(ctx), source.package);
    return { target, mode: source.restore ? 'restore' : 'merge', without };
  }
  if ('version' in source) return { target: await getState(ctx, source.version), mode: 'exact', without };
  if ('sandbox' in source) return { ...(await sandboxIntent(ctx)), without };
  const [made, before] = [await getState(ctx, source.undo), await getState(ctx, source.undo - 1)];
  return { ...patchConfiguration(partsOf(ctx), made, before, await readConfiguration(ctx)), mode: 'given', without };
}

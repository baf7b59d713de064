import {
  applyConfiguration,
  type PlannedChange,
  partsOf,
  planConfiguration,
  readConfiguration,
} from '../../../server/configuration/apply.ts';
import { compareConfigurations, type PartChange } from '../../../server/configuration/compare.ts';
import { openPackage, packConfiguration } from '../../../server/configuration/package.ts';
import type { Configuration } from '../../../server/configuration/part.ts';
import { recordVersion } from '../../../server/configuration/record-version.ts';
import { findLatest } from '../../../server/configuration/version.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { countRecords } from '../../../server/records/list.ts';
import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import type { PresetOffer } from '../../../shared/configuration/preset.ts';
import { notFound } from '../../../shared/errors.ts';
import { type Preset, textsOf, type Words } from './preset.ts';
import { partsOfPreset } from './preset-parts.ts';
import { standard } from './standard.ts';
import { presets } from './trades/presets.ts';

/** Every preset with what it brings, and how much of it the workspace does not have yet. */
export async function describePresets(ctx: Context): Promise<readonly PresetOffer[]> {
  const current = await readConfiguration(ctx);
  return presets.map((preset) => {
    const target = configurationOf(ctx, preset);
    const missing = compareConfigurations(partsOf(ctx), current, target, {
      mode: 'add',
      language: ctx.workspace.language,
    });
    const items = Object.values(target).flat().length;
    return { ...describe(preset), missing: hasMore(missing, target) ? missing.length : items, items };
  });
}

/** Whether more of a preset is there than processes, which another trade brings too. */
function hasMore(missing: readonly PartChange[], { processes: _, ...own }: Configuration): boolean {
  return missing.filter(({ part }) => part !== 'processes').length < Object.values(own).flat().length;
}

/** What adding the preset would bring. Throws 404. */
export async function previewPreset(ctx: Context, name: string): Promise<readonly PlannedChange[]> {
  return planConfiguration(ctx, await targetIn(ctx, getPreset(name)), 'add');
}

/**
 * Adds what the preset has and the workspace has not; doing it again changes nothing. What there was before is kept as a
 * version, to go back to. Throws 404, 409 `configurationConflict`.
 */
export async function applyPreset(ctx: Context, name: string): Promise<AppliedPreset> {
  const target = await targetIn(ctx, getPreset(name));
  const author = { at: ctx.now().toISOString(), member: null, through: 'system' };
  const before = await inTransaction(ctx, async (tx) => {
    await recordVersion(tx, author);
    return findLatest(tx.db);
  });
  return { changes: await applyConfiguration(ctx, target, 'add'), before: before?.number ?? 1 };
}

interface AppliedPreset {
  readonly changes: readonly PartChange[];
  /** The version of the configuration as it was before. */
  readonly before: number;
}

/** The preset as it is shipped, `standard` too, to be restored or made into one's own. Throws 404. */
export function packPreset({ workspace }: Context, name: string): ConfigurationPackage {
  const preset = name === standard.name ? standard : getPreset(name);
  return { ...packConfiguration({}), parts: partsOfPreset(preset, workspace.language) };
}

/** The preset as a configuration, held against the contract of packages. */
export function configurationOf(ctx: Context, preset: Preset): Configuration {
  return openPackage(partsOf(ctx), { ...packConfiguration({}), parts: partsOfPreset(preset, ctx.workspace.language) });
}

function getPreset(name: string): Preset {
  const found = presets.find((preset) => preset.name === name);
  if (!found) throw notFound('preset', name);
  return found;
}

/**
 * Its pipelines stand before those there are while no deal has been made, behind them later: who has chosen a trade
 * sees its board first, who has been selling for long sees what they know.
 */
async function targetIn(ctx: Context, preset: Preset): Promise<Configuration> {
  const target = configurationOf(ctx, preset);
  const added = target.pipelines ?? [];
  const { pipelines = [] } = await readConfiguration(ctx);
  const positions = pipelines.map(({ position }) => Number(position));
  const hasDeals = (await countRecords(ctx, ctx.registry.getNoun('deal'), {})).count > 0;
  const first = hasDeals ? Math.max(-1, ...positions) + 1 : Math.min(added.length, ...positions) - added.length;
  return { ...target, pipelines: added.map((one, index) => ({ ...one, position: first + index })) };
}

function describe(preset: Preset) {
  const { name, icon, label, about, nouns, fields, pipelines, views } = preset;
  const namesOf = (named: Readonly<Record<string, { readonly name: Words }>>) =>
    Object.values(named).map((one) => texts(one.name));
  const added = [...Object.values(nouns).map((noun) => noun.fields), ...Object.values(fields)];
  return {
    ...{ name, icon, label: texts(label), about: texts(about) },
    nouns: Object.values(nouns).map(({ many }) => texts(many)),
    ...{ pipelines: namesOf(pipelines), views: namesOf(views) },
    fields: added.reduce((sum, one) => sum + Object.keys(one).length, 0),
  };
}

function texts(words: Words): Record<string, string> {
  return textsOf(words) as Record<string, string>;
}

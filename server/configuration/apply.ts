import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { changeStructure } from '../metadata/change-structure.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { type CompareMode, compareConfigurations, type PartChange, withChanges } from './compare.ts';
import type { Configuration, ConfigurationPart, Problem } from './part.ts';

/** A change with what stands against it. */
export interface PlannedChange extends PartChange {
  readonly problem: Problem | null;
}

/** Every part of the modules, in the order in which they are written. */
export function partsOf(ctx: Context): readonly ConfigurationPart[] {
  return ctx.registry.modules.flatMap((module) => module.configuration ?? []);
}

/** The workspace's configuration as it is now. */
export async function readConfiguration(ctx: Context): Promise<Configuration> {
  const entries: [string, Configuration[string]][] = [];
  for (const part of partsOf(ctx)) entries.push([part.name, await part.read(ctx)]);
  return Object.fromEntries(entries);
}

/** What bringing the configuration in would change, and what of it can not be; changes nothing. */
export async function planConfiguration(
  ctx: Context,
  target: Configuration,
  mode: CompareMode,
): Promise<readonly PlannedChange[]> {
  const parts = partsOf(ctx);
  const current = await readConfiguration(ctx);
  const changes = compareConfigurations(parts, current, target, mode, ctx.workspace.language);
  const wanted = (part: string) => withChanges(current, changes, part);
  const planned: PlannedChange[] = [];
  for (const change of changes) {
    const part = parts.find(({ name }) => name === change.part);
    planned.push({ ...change, problem: (await part?.problemOf(ctx, change, wanted)) ?? null });
  }
  return planned;
}

/**
 * Brings a configuration in: all of it or nothing. Doing it again changes nothing. Answers what was changed.
 * @throws AppError 409 `configurationConflict` naming what can not be.
 */
export async function applyConfiguration(
  ctx: Context,
  target: Configuration,
  mode: CompareMode,
): Promise<readonly PartChange[]> {
  if ((await planConfiguration(ctx, target, mode)).length === 0) return [];
  const parts = partsOf(ctx);
  const write = async (
    tx: Parameters<ConfigurationPart['write']>[0],
    changes: readonly PartChange[],
    tables: boolean,
  ) => {
    for (const part of parts.filter(({ makesTables = false }) => makesTables === tables)) {
      const own = changes.filter((change) => change.part === part.name);
      if (own.length > 0) await part.write(tx, own);
    }
  };
  return changeStructure(
    ctx,
    async (tx) => {
      const changes = await planConfiguration(tx, target, mode);
      const refused = changes.filter(({ problem }) => problem);
      if (refused.length > 0) {
        const conflicts = refused.slice(0, 20).map(({ part, key, problem }) => ({ part, key, ...problem }));
        throw new AppError(409, 'configurationConflict', { count: refused.length, conflicts });
      }
      await write(tx, changes, true);
      return changes;
    },
    async (tx, changes) => {
      const registry = await readRegistry(createRegistry(tx.registry.modules), tx.db);
      await write({ ...tx, registry }, changes, false);
    },
  );
}

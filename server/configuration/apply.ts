import { AppError } from '../../shared/errors.ts';
import type { Context, TransactionContext } from '../context.ts';
import { whileNoIndexIsMade } from '../indexes/keep-indexes.ts';
import { changeStructure } from '../metadata/change-structure.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { type CompareMode, compareConfigurations, type PartChange, withChanges } from './compare.ts';
import type { Configuration, ConfigurationPart, Item, Problem } from './part.ts';
import { changeName } from './patch.ts';
import { namedConfiguration, type References, readReferences, referencesIn, withReferences } from './references.ts';

/** A change with what stands against it. */
export interface PlannedChange extends PartChange {
  readonly problem: Problem | null;
}

/** Every part of the modules, in the order in which they are written: what others speak of before those who do. */
export function partsOf({ registry }: Pick<Context, 'registry'>): readonly ConfigurationPart[] {
  const parts = registry.modules.flatMap((module) => module.configuration ?? []);
  const rank = ({ makesTables, records }: ConfigurationPart) => (makesTables ? 0 : records ? 1 : 2);
  return parts.toSorted((one, other) => rank(one) - rank(other));
}

/** The workspace's configuration as it is now. */
export async function readConfiguration(ctx: Context): Promise<Configuration> {
  const parts = partsOf(ctx);
  const entries: [string, Configuration[string]][] = [];
  for (const part of parts) entries.push([part.name, await part.read(ctx)]);
  return namedConfiguration(await readReferences(ctx, parts), parts, Object.fromEntries(entries));
}

/** What is to be brought in, and how. */
export interface Intent {
  readonly target: Configuration;
  readonly mode: CompareMode;
  /** Changes to be left out, as `changeName` says them. */
  readonly without?: ReadonlySet<string>;
  /** What stands against changes already. */
  readonly conflicts?: ReadonlyMap<string, Problem>;
}

/** What bringing the configuration in would change, and what of it can not be; changes nothing. */
export function planConfiguration(
  ctx: Context,
  target: Configuration,
  mode: CompareMode,
): Promise<readonly PlannedChange[]> {
  return planIntent(ctx, { target, mode });
}

/** As `planConfiguration`, of what is intended more exactly. */
export async function planIntent(ctx: Context, intent: Intent): Promise<readonly PlannedChange[]> {
  const { target, mode, without, conflicts } = intent;
  const parts = partsOf(ctx);
  const current = await readConfiguration(ctx);
  const { language } = ctx.workspace;
  const isInUse = await readUse(ctx, parts);
  const changes = compareConfigurations(parts, current, target, { mode, language, isInUse }).filter(
    (change) => !without?.has(changeName(change)),
  );
  const references = await readReferences(ctx, parts);
  const all = new Map<string, readonly Item[]>();
  const wanted = (part: string) => {
    const items = all.get(part) ?? withChanges(current, changes, part);
    all.set(part, items);
    return items;
  };
  const planned: PlannedChange[] = [];
  for (const change of changes) {
    const part = parts.find(({ name }) => name === change.part);
    const asked = withPlaceholders(resolvedChange(references, change), parts);
    const known = conflicts?.get(changeName(change)) ?? missingRecord(change, parts, references, wanted);
    const problem = known ?? (await part?.problemOf(ctx, asked, wanted));
    planned.push({ ...change, problem: problem ?? null });
  }
  return planned;
}

/**
 * Brings a configuration in: all of it or nothing. Doing it again changes nothing. Answers what was changed.
 * @throws AppError 409 `configurationConflict` naming what can not be.
 */
export function applyConfiguration(
  ctx: Context,
  target: Configuration,
  mode: CompareMode,
): Promise<readonly PartChange[]> {
  return applyIntent(ctx, async () => ({ target, mode }));
}

/** As `applyConfiguration`. What is intended is asked for again once nobody else can change anything. */
export async function applyIntent(
  ctx: Context,
  intentNow: (ctx: Context) => Promise<Intent>,
): Promise<readonly PartChange[]> {
  if ((await planIntent(ctx, await intentNow(ctx))).length === 0) return [];
  return whileNoIndexIsMade(ctx, () => applyNow(ctx, intentNow));
}

function applyNow(ctx: Context, intentNow: (ctx: Context) => Promise<Intent>): Promise<readonly PartChange[]> {
  const parts = partsOf(ctx);
  return changeStructure(
    ctx,
    async (tx) => {
      const changes = await planIntent(tx, await intentNow(tx));
      const refused = changes.filter(({ problem }) => problem);
      if (refused.length > 0) {
        const conflicts = refused.slice(0, 20).map(({ part, key, problem }) => ({ part, key, ...problem }));
        throw new AppError(409, 'configurationConflict', { count: refused.length, conflicts });
      }
      for (const part of parts.filter(({ makesTables }) => makesTables)) await writePart(tx, part, changes);
      return changes;
    },
    {
      afterwards: async (tx, changes) => {
        const registry = await readRegistry(createRegistry(tx.registry.modules), tx.db);
        const rest = parts.filter(({ makesTables }) => !makesTables);
        for (const part of rest) await writePart({ ...tx, registry }, part, changes);
      },
    },
  );
}

/** Writes what has changed of a part, its references led to what is there by now. */
async function writePart(tx: TransactionContext, part: ConfigurationPart, changes: readonly PartChange[]) {
  const own = changes.filter((change) => change.part === part.name);
  if (own.length === 0) return;
  const references = await readReferences(tx, partsOf(tx));
  await part.write(
    tx,
    own.map((change) => resolvedChange(references, change)),
  );
}

async function readUse(ctx: Context, parts: readonly ConfigurationPart[]) {
  const used = new Set<string>();
  for (const part of parts) for (const key of (await part.inUse?.(ctx)) ?? []) used.add(`${part.name} ${key}`);
  return (part: string, key: string) => used.has(`${part} ${key}`);
}

function resolvedChange({ resolved }: References, change: PartChange): PartChange {
  return { ...change, before: change.before && resolved(change.before), after: resolved(change.after) };
}

/** What comes with the same package has no id yet. */
function withPlaceholders(change: PartChange, parts: readonly ConfigurationPart[]): PartChange {
  const placeholder = () => '00000000-0000-0000-0000-000000000000';
  return { ...change, after: withReferences(change.after, parts, placeholder) };
}

/** Why what the change speaks of can not be found; what makes tables is written before records are. */
function missingRecord(
  { part, after }: PartChange,
  parts: readonly ConfigurationPart[],
  { resolved }: References,
  wanted: (part: string) => readonly Item[],
): Problem | null {
  const left = referencesIn(resolved(after), parts);
  const isEarly = parts.some(({ name, makesTables }) => name === part && makesTables);
  const comes = (reference: { part: string; key: string }) =>
    !isEarly &&
    wanted(reference.part).some(
      (item) => parts.find(({ name }) => name === reference.part)?.keyOf(item) === reference.key,
    );
  const missing = left.find((reference) => !comes(reference));
  return missing ? { code: 'recordNotHere', params: { part: missing.part, key: missing.key } } : null;
}

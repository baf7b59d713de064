import { canonical, compareConfigurations, type PartChange } from './compare.ts';
import type { Configuration, ConfigurationPart, Item, Problem } from './part.ts';

/** The items that a change made elsewhere leads to here, and what of them was changed here as well. */
export interface Patched {
  readonly target: Configuration;
  /** By part and key, as `changeName` says them. */
  readonly conflicts: ReadonlyMap<string, Problem>;
}

/**
 * Makes here what was changed from one state to another: an undo is the way from a version to the one before it, a sandbox
 * that is taken over the way from its beginning to how it is now. Only the properties that differ are changed; one that has
 * become something else here meanwhile is a conflict.
 */
export function patchConfiguration(
  parts: readonly ConfigurationPart[],
  from: Configuration,
  to: Configuration,
  current: Configuration,
): Patched {
  const conflicts = new Map<string, Problem>();
  const target: Record<string, Item[]> = {};
  for (const change of compareConfigurations(parts, from, to, { mode: 'exact' })) {
    const part = parts.find(({ name }) => name === change.part);
    const here = current[change.part]?.find((item) => part?.keyOf(item) === change.key);
    const item = part && itemFor(part, change, here);
    if (!item) continue;
    const property = change.act === 'change' && here ? changedSince(change, here) : undefined;
    if (property) conflicts.set(changeName(change), { code: 'changedSince', params: { property } });
    target[change.part] = [...(target[change.part] ?? []), item];
  }
  return { target, conflicts };
}

export function changeName({ part, key }: Pick<PartChange, 'part' | 'key'>): string {
  return `${part} ${key}`;
}

function itemFor(part: ConfigurationPart, change: PartChange, here: Item | undefined): Item | null {
  const { act, before, after } = change;
  if (act === 'retire') return here ? part.retire(here) : null;
  if (act === 'add' || !here || !before) return after;
  const item: Record<string, unknown> = { ...here };
  for (const name of differingIn(before, after)) {
    if (after[name] === undefined) delete item[name];
    else item[name] = after[name];
  }
  return item;
}

function changedSince({ before, after }: PartChange, here: Item): string | undefined {
  if (!before) return undefined;
  return differingIn(before, after).find(
    (name) => canonical(here[name]) !== canonical(before[name]) && canonical(here[name]) !== canonical(after[name]),
  );
}

function differingIn(one: Item, other: Item): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => canonical(one[name]) !== canonical(other[name]),
  );
}

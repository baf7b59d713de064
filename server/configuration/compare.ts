import type { LocalText } from '../../shared/nouns/field.ts';
import type { Configuration, ConfigurationPart, Destination, Item, ItemChange } from './part.ts';
import { type Reference, referenceTo, withReferences } from './references.ts';

/** A change of a part's item, told. */
export interface PartChange extends ItemChange {
  readonly part: string;
  readonly label: LocalText | string;
  /** The noun it is about, where it is about one. */
  readonly noun?: string;
  readonly differences: readonly Difference[];
}

export interface Difference {
  /** The property, e.g. `label.ru`. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/**
 * `merge` adds to what is there and changes it, as an import does; `add` changes nothing that is said already, as a preset
 * does; `restore` makes what is there as it was shipped and leaves what only the workspace has; `given` makes the items what they are given as; `exact` also retires what is not given, as going back to a version.
 */
export type CompareMode = 'merge' | 'add' | 'restore' | 'given' | 'exact';

/** The workspace that is compared with: its language, and what its records use. */
export interface Comparison {
  readonly mode: CompareMode;
  readonly language?: Destination['language'];
  readonly isInUse?: (part: string, key: string) => boolean;
}

/**
 * What would have to change for the configuration to become `target`, in the order it has to be done. A part that one of
 * the two knows nothing of is left as it is.
 */
export function compareConfigurations(
  parts: readonly ConfigurationPart[],
  current: Configuration,
  target: Configuration,
  { mode, language = 'en', isInUse = () => false }: Comparison,
): readonly PartChange[] {
  const keys = new Map<string, string>();
  const currentKey = (part: string, key: string) => keys.get(`${part} ${key}`) ?? key;
  const become = {
    merge: (part: ConfigurationPart, before: Item, item: Item) =>
      part.merge?.(before, item, isInUse(part.name, part.keyOf(before))) ?? item,
    add: (part: ConfigurationPart, before: Item, item: Item) => part.complete?.(before, item) ?? before,
    restore: (part: ConfigurationPart, before: Item, item: Item) =>
      part.restore?.(before, item) ?? part.merge?.(before, item, false) ?? item,
    given: (_: ConfigurationPart, __: Item, item: Item) => item,
    exact: (_: ConfigurationPart, __: Item, item: Item) => item,
  };
  const mixes = mode === 'merge' || mode === 'add' || mode === 'restore';
  const spokenOf = ({ part, key }: Reference) => referenceTo(part, currentKey(part, key));
  return parts.flatMap((part) => {
    const here = current[part.name];
    const wanted = target[part.name];
    if (!here || !wanted) return [];
    const settled = wanted.map((given) => {
      const item = withReferences(given, parts, spokenOf);
      return part.settle?.(item, { language, currentKey, kept: mixes ? here : [] }) ?? item;
    });
    const met = new Set<Item>();
    const claimed = new Set(settled.map(part.keyOf));
    const changes = settled.flatMap((item) => {
      const free = here.filter((one) => !met.has(one) && !claimed.has(part.keyOf(one)));
      const before = findHere(part, here, item) ?? free.find((one) => part.isSame?.(item, one)) ?? null;
      if (before) met.add(before);
      keys.set(`${part.name} ${part.keyOf(item)}`, part.keyOf(before ?? item));
      if (!before) return told(part, 'add', null, item);
      const after = become[mode](part, before, item);
      const isRetired = canonical(part.retire(before)) === canonical(after);
      return told(part, isRetired ? 'retire' : 'change', before, after);
    });
    const absent = mode === 'exact' ? here.filter((item) => !met.has(item)) : [];
    return [...changes, ...absent.flatMap((item) => told(part, 'retire', item, part.retire(item)))];
  });
}

/** All items of the parts as they would be after the changes. */
export function withChanges(current: Configuration, changes: readonly PartChange[], part: string): readonly Item[] {
  const own = changes.filter((change) => change.part === part);
  const replaced = new Map(own.map(({ before, after }) => [before, after]));
  const kept = (current[part] ?? []).map((item) => replaced.get(item) ?? item);
  return [...kept, ...own.filter(({ before }) => before === null).map(({ after }) => after)];
}

/** The same for the same content, in whatever order its properties stand. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

function findHere(part: ConfigurationPart, here: readonly Item[], item: Item): Item | null {
  const key = part.keyOf(item);
  return here.find((one) => part.keyOf(one) === key) ?? null;
}

function told(
  part: ConfigurationPart,
  act: ItemChange['act'],
  before: Item | null,
  after: Item,
): readonly PartChange[] {
  if (before && canonical(before) === canonical(after)) return [];
  const key = part.keyOf(before ?? after);
  const differences = before ? differencesOf(before, after) : [];
  const noun = typeof after.noun === 'string' ? { noun: after.noun } : {};
  return [{ part: part.name, act, key, label: part.labelOf(after), ...noun, before, after, differences }];
}

function differencesOf(before: Item, after: Item, at = ''): readonly Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [from, to] = [before[name], after[name]];
    if (canonical(from) === canonical(to)) return [];
    const path = `${at}${name}`;
    return isPlain(from) && isPlain(to) ? differencesOf(from, to, `${path}.`) : [{ path, from, to }];
  });
}

function isPlain(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

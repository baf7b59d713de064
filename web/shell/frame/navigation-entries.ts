import { type ArrangedGroup, arrangeNavigation } from '../../../shared/appearance/navigation.ts';
import type { Metadata, NounMetadata, Session } from '../../../shared/nouns/metadata.ts';
import type { NavigationEntry, WebModule } from '../../module.ts';
import { nounIcon } from '../../ui/noun-icon.tsx';

type Person = Pick<Session, 'role' | 'alone'>;

/** Every page that the person may open from a navigation, in the order in which it was shipped; those of the settings too. */
export function listEntries(
  modules: readonly WebModule[],
  nouns: readonly NounMetadata[],
  { role, alone }: Partial<Person>,
): readonly NavigationEntry[] {
  const mayOpen = ({ noun, roles, isForTeams, isForConfiguring }: NavigationEntry) =>
    !(alone && isForTeams) &&
    (!noun || nouns.some(({ name, may }) => name === noun && may.read)) &&
    (!roles || (role && roles.includes(role)) || (isForConfiguring && nouns.some(({ may }) => may.configure)));
  const declared = modules.flatMap((module) => module.navigation ?? []);
  return [...declared, ...plainEntries(nouns, declared)]
    .filter(mayOpen)
    .toSorted((one, other) => one.order - other.order);
}

/** Those of daily work, in groups and order as the workspace and the person have them. */
export function arrangedEntries(
  entries: readonly NavigationEntry[],
  { nouns, inUse = [], appearance }: Metadata,
): readonly ArrangedGroup<NavigationEntry>[] {
  const placed = new Set(appearance?.navigation?.groups.flatMap(({ pages }) => pages));
  const isUsed = ({ to, noun, whenUsed }: NavigationEntry) =>
    !whenUsed ||
    placed.has(to) ||
    (typeof whenUsed === 'string' ? inUse.includes(whenUsed) : nouns.some((one) => one.name === noun && one.isUsed));
  const main = entries.filter((entry) => !entry.group && isUsed(entry));
  return arrangeNavigation(main, appearance?.navigation, appearance?.own?.navigation);
}

/** Where somebody arrives: the page they chose, if it is still theirs to open, else the first of the navigation. */
export function findStart(entries: readonly NavigationEntry[], metadata: Metadata): string | null {
  const chosen = metadata.appearance?.own?.start;
  const path = chosen?.split(/[?#]/)[0] ?? '';
  if (chosen && entries.some(({ to }) => path === to || path.startsWith(`${to}/`))) return chosen;
  const [first] = arrangedEntries(entries, metadata).flatMap((group) => group.entries);
  return (first ?? entries[0])?.to ?? null;
}

/** A noun that no module leads to has its generic list, after everything else. */
function plainEntries(nouns: readonly NounMetadata[], declared: readonly NavigationEntry[]): NavigationEntry[] {
  return nouns
    .filter(
      (noun) =>
        !noun.internal && !noun.parent && !noun.isOptional && !declared.some((entry) => entry.noun === noun.name),
    )
    .map(({ name, plural, icon }) => ({
      to: `/${plural}`,
      icon: nounIcon(icon),
      labelKey: `nouns:${name}.many`,
      order: Number.MAX_SAFE_INTEGER,
      noun: name,
    }));
}

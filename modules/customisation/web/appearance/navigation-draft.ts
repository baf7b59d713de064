import type { NavigationGroup, NavigationPlan } from '../../../../shared/appearance/navigation.ts';
import { type Role, roles } from '../../../../shared/nouns/metadata.ts';

/** The groups with every page there is in one of them, as they are drawn: what no group names stands at the end of the first without a name, else of the last. */
export function completeGroups(
  groups: readonly NavigationGroup[],
  pages: readonly string[],
): readonly NavigationGroup[] {
  const some = groups.length > 0 ? groups : [{ id: 'all', pages: [] }];
  const named = new Set(some.flatMap((group) => group.pages));
  const home = some.find(({ name }) => !name) ?? some.at(-1);
  return some.map((group) => ({
    ...group,
    pages: [
      ...group.pages.filter((page) => pages.includes(page)),
      ...(group === home ? pages.filter((page) => !named.has(page)) : []),
    ],
  }));
}

/** The page in another place: before the one at `index` of a group, or at its end. */
export function movePage(
  groups: readonly NavigationGroup[],
  page: string,
  into: string,
  index?: number,
): readonly NavigationGroup[] {
  return groups.map((group) => {
    const others = group.pages.filter((one) => one !== page);
    if (group.id !== into) return { ...group, pages: others };
    const at = index ?? group.pages.length;
    // What stood before the new place in the same group makes room.
    const shift = group.pages.slice(0, at).includes(page) ? 1 : 0;
    return { ...group, pages: others.toSpliced(at - shift, 0, page) };
  });
}

/** A step up or down; past the end of a group it goes on to the next, if it may leave its own. */
export function stepPage(
  groups: readonly NavigationGroup[],
  page: string,
  step: 1 | -1,
  mayLeave: boolean,
): readonly NavigationGroup[] {
  const at = groups.findIndex(({ pages }) => pages.includes(page));
  const group = groups[at];
  if (!group) return groups;
  const place = group.pages.indexOf(page) + step;
  if (place >= 0 && place < group.pages.length) return movePage(groups, page, group.id, step === 1 ? place + 1 : place);
  const next = mayLeave ? groups[at + step] : undefined;
  return next ? movePage(groups, page, next.id, step === 1 ? 0 : undefined) : groups;
}

/** Its pages go to the group before it, or after it where it is the first. The last one stays. */
export function removeGroup(groups: readonly NavigationGroup[], id: string): readonly NavigationGroup[] {
  const at = groups.findIndex((group) => group.id === id);
  const gone = groups[at];
  const heir = groups[at - 1] ?? groups[at + 1];
  if (!gone || !heir) return groups;
  return groups
    .filter((group) => group !== gone)
    .map((group) => (group === heir ? { ...group, pages: [...group.pages, ...gone.pages] } : group));
}

/** The roles by page with one role shown the page, or not shown it any more. */
export function withRole(
  hiddenFor: NavigationPlan['hiddenFor'],
  page: string,
  role: Role,
): NavigationPlan['hiddenFor'] {
  const known = hiddenFor[page] ?? [];
  const next = roles.filter((one) => (one === role ? !known.includes(one) : known.includes(one)));
  const { [page]: _, ...others } = hiddenFor;
  return next.length > 0 ? { ...others, [page]: next } : others;
}

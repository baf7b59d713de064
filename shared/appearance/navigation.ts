import type { LocalText } from '../nouns/field.ts';
import type { Role } from '../nouns/metadata.ts';

/** How a workspace arranges its navigation. Pages are named by their address; what is not named comes where it always did. */
export interface NavigationPlan {
  readonly groups: readonly NavigationGroup[];
  /** By address the roles that are not shown a page. It stays open to them by search, link and address: this is no right. */
  readonly hiddenFor: Readonly<Record<string, readonly Role[]>>;
}
export interface NavigationGroup {
  readonly id: string;
  /** Without a name it stands without a heading. */
  readonly name?: LocalText;
  /** Addresses, in order. */
  readonly pages: readonly string[];
}

/** What a person arranges for themselves, within what the workspace arranged. */
export interface OwnNavigation {
  /** Addresses in the person's order; the others follow. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

/** A group as it is drawn. */
export interface ArrangedGroup<E> {
  readonly id: string;
  readonly name?: LocalText;
  readonly entries: readonly E[];
}

/** The plan as one role has it. */
export interface NavigationOfRole {
  readonly groups: readonly NavigationGroup[];
  readonly hidden: readonly string[];
}

export function navigationOf(plan: NavigationPlan, role: string): NavigationOfRole {
  const hidden = Object.entries(plan.hiddenFor).flatMap(([page, roles]) =>
    (roles as readonly string[]).includes(role) ? [page] : [],
  );
  return { groups: plan.groups, hidden };
}

/**
 * The entries in their groups: as the workspace has them, then as the person does. Every entry that nobody hid is there once: one
 * that no group names stands at the end of the group without a heading, else of the last. Groups without entries are left out.
 */
export function arrangeNavigation<E extends { readonly to: string }>(
  entries: readonly E[],
  plan?: NavigationOfRole,
  own?: OwnNavigation,
): readonly ArrangedGroup<E>[] {
  const groups = plan?.groups.length ? plan.groups : [{ id: 'all', pages: [] }];
  const named = new Set(groups.flatMap(({ pages }) => pages));
  const home = groups.find(({ name }) => !name) ?? groups.at(-1);
  const gone = new Set([...(plan?.hidden ?? []), ...(own?.hidden ?? [])]);
  const shown = entries.filter(({ to }) => !gone.has(to));
  const arranged = groups.map((group): ArrangedGroup<E> => {
    const { id, name, pages } = group;
    const listed = pages.flatMap((page) => shown.filter(({ to }) => to === page));
    const others = group === home ? shown.filter(({ to }) => !named.has(to)) : [];
    return { id, ...(name ? { name } : {}), entries: inOrder([...listed, ...others], own?.order ?? []) };
  });
  return arranged.filter((group) => group.entries.length > 0);
}

function inOrder<E extends { readonly to: string }>(entries: readonly E[], order: readonly string[]): readonly E[] {
  if (order.length === 0) return entries;
  const placeOf = ({ to }: E) => (order.includes(to) ? order.indexOf(to) : order.length);
  return entries.toSorted((one, other) => placeOf(one) - placeOf(other));
}

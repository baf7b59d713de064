import type { Condition, Filter } from '../../../shared/filter/filter.ts';
import { isOperator } from '../../../shared/filter/operators-of.ts';

/** A group as the builder edits it: every filter is shown as one, so that any filter can be edited. */
export type GroupMode = 'all' | 'any' | 'not';
export interface Group {
  readonly mode: GroupMode;
  readonly children: readonly Filter[];
}
/** Where a node stands: the child's position on each level. */
export type Path = readonly number[];

export function isCondition(filter: Filter): filter is Condition {
  return 'field' in filter;
}

/** The group a filter is, or null for a condition or a search. `not` holds one child; `not any` reads as a group too. */
export function toGroup(filter: Filter): Group | null {
  if ('all' in filter) return { mode: 'all', children: filter.all };
  if ('any' in filter) return { mode: 'any', children: filter.any };
  if ('not' in filter) {
    const inner = toGroup(filter.not);
    return { mode: 'not', children: inner?.mode === 'any' ? inner.children : [filter.not] };
  }
  return null;
}

export function fromGroup({ mode, children }: Group): Filter {
  if (mode === 'not') return { not: { any: children } };
  return mode === 'any' ? { any: children } : { all: children };
}

/** The filter as an `all` group at the top, ready for editing. */
export function toRoot(filter: Filter | undefined): Group {
  if (!filter) return { mode: 'all', children: [] };
  return toGroup(filter) ?? { mode: 'all', children: [filter] };
}

/** The filter to apply: empty groups fall away, a group of one is its child, nothing at all is undefined. */
export function simplify(filter: Filter): Filter | undefined {
  const group = toGroup(filter);
  if (!group) return filter;
  const children = group.children.map(simplify).filter((child) => child !== undefined);
  const [only] = children;
  if (!only) return undefined;
  if (children.length === 1) return group.mode === 'not' ? { not: only } : only;
  return fromGroup({ mode: group.mode, children });
}

/** Replaces the node at `path`; null removes it. */
export function replaceAt(root: Group, path: Path, next: Filter | null): Group {
  const [position, ...rest] = path;
  if (position === undefined) return next ? toRoot(next) : { mode: root.mode, children: [] };
  const children = root.children.flatMap((child, index) => {
    if (index !== position) return [child];
    if (rest.length === 0) return next ? [next] : [];
    const group = toGroup(child);
    return group ? [fromGroup(replaceAt(group, rest, next))] : [child];
  });
  return { ...root, children };
}

/** Appends a child to the group at `path`. */
export function appendAt(root: Group, path: Path, child: Filter): Group {
  const [position, ...rest] = path;
  if (position === undefined) return { ...root, children: [...root.children, child] };
  const target = root.children[position];
  const group = target && toGroup(target);
  if (!group) return root;
  return replaceAt(root, [position], fromGroup(appendAt(group, rest, child)));
}

/** Whether a value from outside (a URL) has the shape of a filter of operators there are; fields and values are checked by the server. */
export function isFilter(value: unknown, depth = 0): value is Filter {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 6) return false;
  const node = value as Record<string, unknown>;
  const children = node.all ?? node.any;
  if (Array.isArray(children)) return children.every((child) => isFilter(child, depth + 1));
  if (node.not !== undefined) return isFilter(node.not, depth + 1);
  if (typeof node.search === 'string') return true;
  if (typeof node.related === 'object' && node.related !== null) {
    const { by, where } = node.related as Record<string, unknown>;
    return typeof by === 'string' && (where === undefined || isFilter(where, depth + 1));
  }
  if (typeof node.changed === 'object' && node.changed !== null) return 'since' in node.changed;
  const condition = typeof node.was === 'object' && node.was !== null ? (node.was as Record<string, unknown>) : node;
  return typeof condition.field === 'string' && isOperator(condition.op);
}

/** Joins what a list is fixed to (a related panel's record) with what its user asks for. */
export function both(one: Filter | undefined, other: Filter | undefined): Filter | undefined {
  if (!one || !other) return one ?? other;
  return { all: [one, other] };
}

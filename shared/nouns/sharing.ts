import type { Filter } from '../filter/filter.ts';

/** What sharing gives of a record: to see it, or to change it too. */
export const sharedAccesses = ['read', 'update'] as const;
export type SharedAccess = (typeof sharedAccesses)[number];

/** Opens all records of a noun that match a filter to somebody: a member, a team with those below it, or all. */
export interface SharingRule {
  readonly id: string;
  readonly name: string;
  readonly noun: string;
  readonly where: Filter;
  readonly access: SharedAccess;
  /** Members' and teams' ids; everybody where both are null. */
  readonly member: string | null;
  readonly team: string | null;
}

/** A part of a tree (regions, trades, sizes of clients): what lies in it is said by filters, by noun. */
export interface Territory {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  /** Who works it, and with it all below. */
  readonly members: readonly string[];
  readonly where: Readonly<Record<string, Filter>>;
}

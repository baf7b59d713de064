import type { Filter } from '../../shared/filter/filter.ts';
import type { Role } from '../../shared/nouns/metadata.ts';
import type { Action, Reach } from '../../shared/nouns/role-rights.ts';

/** Who may do what with a noun's records. What is not granted is refused. */
export interface Policy {
  readonly noun: string;
  /** The member field that makes a record somebody's own; without it `own` and `team` reach nothing. */
  readonly ownerField?: string;
  /** Which of somebody's records pass to a successor; all of them when absent. */
  readonly handedOver?: Filter;
  /** For nouns with a `parent`: reading and changing follow the parent's policy and `grants` stays empty. */
  readonly grants: Readonly<Partial<Record<Role, Readonly<Partial<Record<Action, Reach>>>>>>;
}

export function definePolicy(policy: Policy): Policy {
  return policy;
}

/**
 * A policy of a route that is not about one noun's records: which roles may call it; `configuring` is owners and whoever may configure some
 * noun, which one the route asks itself; `keyed` is whoever proves themselves to the route by a key of its own, for programs that are no members: it is
 * served as the system in the workspace that `{workspace}` of its path names, and checks the key before anything else; `portal` is a client signed in
 * to the portal of that workspace, and nobody else: it is served as the system with `ctx.client`, and shows what is theirs.
 */
export type RoutePolicy = 'public' | 'keyed' | 'portal' | 'signedIn' | 'configuring' | readonly Role[];

import type { Role } from '../../shared/nouns/metadata.ts';

/** How far a right reaches: nothing, the actor's own records, their team's, everybody's. */
export type Reach = 'none' | 'own' | 'team' | 'all';
export type Action = 'read' | 'create' | 'update' | 'delete' | 'import' | 'export';

/** Who may do what with a noun's records. What is not granted is refused. */
export interface Policy {
  readonly noun: string;
  /** The member field that makes a record somebody's own; without it `own` and `team` reach nothing. */
  readonly ownerField?: string;
  /** For nouns with a `parent`: reading and changing follow the parent's policy and `grants` stays empty. */
  readonly grants: Readonly<Partial<Record<Role, Readonly<Partial<Record<Action, Reach>>>>>>;
}

export function definePolicy(policy: Policy): Policy {
  return policy;
}

/** A policy of a route that is not about one noun's records: which roles may call it. */
export type RoutePolicy = 'public' | 'signedIn' | readonly Role[];

import type { Role } from './metadata.ts';

/**
 * How far a right reaches: nothing, the actor's own records, those of their teams and the teams below, of their whole branch,
 * what lies in their territories besides their own, everything.
 */
export const reaches = ['none', 'own', 'team', 'branch', 'territory', 'all'] as const;
export type Reach = (typeof reaches)[number];

/** `configure` is about the noun and no record: its fields, what is demanded of them, its cards and forms. */
export const actions = [
  'read',
  'create',
  'update',
  'delete',
  'restore',
  'merge',
  'share',
  'bulk',
  'import',
  'export',
  'configure',
] as const;
export type Action = (typeof actions)[number];

/** What goes with another right as long as nothing is said of it. */
export const impliedBy = { restore: 'delete', merge: 'delete', share: 'update', bulk: 'read' } as const;

/** Rights to some nouns by name, and there to some actions; what is not said is as in the standard role. */
export type Grants = Readonly<Record<string, Readonly<Partial<Record<Action, Reach>>>>>;

/**
 * What somebody may do with a field: not know of it, see the beginning of its value, have the rest of one record shown when they
 * ask (and say what for), see it, change it. What is not said may be changed, as far as the record may.
 */
export const fieldAccesses = ['hidden', 'masked', 'revealable', 'revealableForReason', 'read', 'write'] as const;
export type FieldAccess = (typeof fieldAccesses)[number];

/** The accesses that show the beginning of a value only. */
export const isMasked = (access: FieldAccess): boolean =>
  access === 'masked' || access === 'revealable' || access === 'revealableForReason';

/** What a masked value is asked for. No words of one's own: the log keeps none (decision 49). */
export const revealReasons = ['call', 'write', 'meet', 'correct', 'asked', 'other'] as const;
export type RevealReason = (typeof revealReasons)[number];

/** Access by noun, and there by field. */
export type FieldRights = Readonly<Record<string, Readonly<Record<string, FieldAccess>>>>;

/** A role of the workspace's own: what differs in it from the standard role it is based on. */
export interface RoleRights {
  readonly id: string;
  readonly name: string;
  readonly base: Exclude<Role, 'owner'>;
  readonly grants: Grants;
  readonly fields: FieldRights;
  /** Records a day that may be exported and printed; as in the standard role where it is absent. */
  readonly dailyLimit?: number | null;
  /** The roles these rights are the union of, a member's own first; absent for those of one role. */
  readonly of?: readonly RolePart[];
  /** By noun the rights that reach what lies in one's territories besides what they reach by who owns it. */
  readonly territoryToo?: Readonly<Record<string, readonly Action[]>>;
}

/** A role of several that somebody has. */
export interface RolePart {
  /** None for a standard role. */
  readonly id: string | null;
  readonly base: Role;
  readonly dailyLimit?: number | null | undefined;
}

/** The kinds of fields whose values have a beginning that can be shown by itself. */
export const maskableKinds: ReadonlySet<string> = new Set(['text', 'emails', 'phones']);

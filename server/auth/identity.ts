import type { Role } from '../../shared/nouns/metadata.ts';
import type { Actor } from '../context.ts';
import type { Database, Queryable } from '../db/database.ts';
import { type Account, listMemberships, type Membership } from './membership.repository.ts';
import { findWorkspaceOfKeys } from './service-key.repository.ts';

/** How a member stands in their workspace now. The member's record is the one source of role and activity. */
export interface MemberStanding {
  readonly name: string;
  readonly role: Role;
  /** Their role of the workspace's own, based on `role`; null for those without one. */
  readonly accessRole: string | null;
  /** The roles of the workspace's own that their teams carry. */
  readonly teamRoles?: Actor['teamRoles'];
  readonly active: boolean;
  /** A service: a program that acts by keys of the workspace, and nobody who signs in. */
  readonly service?: boolean | null;
  /** Members of the teams they head or are in, and of the teams below; themselves included. */
  readonly teamMemberIds: readonly string[];
  /** Members of the branch their team belongs to; empty without one. */
  readonly branchMemberIds?: readonly string[];
  /** The teams they head or are in, and the teams above. */
  readonly teamIds?: readonly string[];
}

/** Reads a member's standing in the workspace of `db`; null when there is no such live member. */
export type FindStanding = (db: Queryable, memberId: string) => Promise<MemberStanding | null>;

/** An account, or a service without one, acting as an active member of a workspace. */
export interface Identity extends Omit<Membership, 'account'> {
  /** None of a service. */
  readonly account: Account | null;
  readonly standing: MemberStanding;
  /** The owner who sees the workspace as this member does; it is then the member's id and standing that are here. */
  readonly seenBy?: string;
}

export type FindIdentity = (accountId: string, workspaceId?: string) => Promise<Identity | null>;

/** As whom a service acts; null for one that is no more, or no longer active. */
export type FindService = (workspaceId: string, memberId: string) => Promise<Identity | null>;

/** The same workspace as another active person sees it, for an owner; the identity as it is for all others. */
export type SeeAs = (identity: Identity, memberId: string) => Promise<Identity>;

export function createSeeAs(database: Database, findStanding: FindStanding): SeeAs {
  return async (identity, memberId) => {
    if (identity.standing.role !== 'owner' || memberId === identity.memberId) return identity;
    const standing = await findStanding(database.workspace(identity.workspace), memberId);
    return standing?.active && !standing.service
      ? { ...identity, memberId, standing, seenBy: identity.memberId }
      : identity;
  };
}

/**
 * Finds as whom an account acts: in the workspace asked for, else in the first where its member is active. Null for a
 * deactivated account and for one whose members are all deactivated.
 */
export function createIdentityFinder(database: Database, findStanding: FindStanding): FindIdentity {
  /** A sandbox is open to those who are owners of what it is a sandbox of, now. */
  const mayEnter = async ({ account, workspace: { sandboxOf } }: Membership) => {
    if (!sandboxOf) return true;
    const [real] = await listMemberships(database.control, account.id, sandboxOf);
    const standing = real && (await findStanding(database.workspace(real.workspace), real.memberId));
    return standing?.active === true && standing.role === 'owner';
  };
  return async (accountId, workspaceId) => {
    for (const membership of await listMemberships(database.control, accountId, workspaceId)) {
      const standing = await findStanding(database.workspace(membership.workspace), membership.memberId);
      if (standing?.active && (await mayEnter(membership))) return { ...membership, standing };
    }
    return null;
  };
}

/** Finds as whom a key of a service acts. A sandbox has none: its members are copies, and their keys are not. */
export function createServiceFinder(database: Database, findStanding: FindStanding): FindService {
  return async (workspaceId, memberId) => {
    const workspace = await findWorkspaceOfKeys(database.control, workspaceId);
    const standing = workspace && (await findStanding(database.workspace(workspace), memberId));
    if (!workspace || !standing?.active || !standing.service) return null;
    return { account: null, memberId, workspace, standing };
  };
}

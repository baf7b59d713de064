import type { Role } from '../../shared/nouns/metadata.ts';
import type { Database, Queryable } from '../db/database.ts';
import { listMemberships, type Membership } from './membership.repository.ts';

/** How a member stands in their workspace now. The member's record is the one source of role and activity. */
export interface MemberStanding {
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  /** Members of the teams they head or are in, and of the teams below; themselves included. */
  readonly teamMemberIds: readonly string[];
}

/** Reads a member's standing in the workspace of `db`; null when there is no such live member. */
export type FindStanding = (db: Queryable, memberId: string) => Promise<MemberStanding | null>;

/** An account acting as an active member of a workspace. */
export interface Identity extends Membership {
  readonly standing: MemberStanding;
}

export type FindIdentity = (accountId: string, workspaceId?: string) => Promise<Identity | null>;

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

import { localDate } from '../shared/dates/time-zone.ts';
import type { FilterContext } from '../shared/filter/filter.ts';
import type { Language, Role, WorkspaceSettings } from '../shared/nouns/metadata.ts';
import type { RoleRights } from '../shared/nouns/role-rights.ts';
import type { Entry, ReadCounter } from './access-log/read-counter.ts';
import type { ByProcess } from './changes/door.ts';
import type { Sealer } from './config/sealer.ts';
import type { Database, Queryable, Transaction, WorkspaceAddress } from './db/database.ts';
import type { FileKeeper } from './files/file-store.ts';
import type { FieldUseCounter } from './indexes/field-uses.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Registry } from './metadata/registry.ts';
import type { OutgoingClient } from './outgoing/outgoing-client.ts';
import type { SandboxKeeper } from './sandbox/sandbox-keeper.ts';

export interface Workspace extends WorkspaceAddress, WorkspaceSettings {
  /** Counts what the workspace has added to the nouns; 0 while that is nothing. */
  readonly metadataVersion: number;
  /** The workspace it is a sandbox of. */
  readonly sandboxOf?: string | null;
  /** Standard roles by name and roles of its own by id that must have a second factor. */
  readonly secondFactorRoles?: readonly string[];
}

/** Who acts. The system itself (listeners, jobs) acts without a member and may do everything. */
export interface Actor {
  readonly accountId: string | null;
  readonly memberId: string | null;
  readonly role: Role | 'system';
  /** What differs from `role`, for a member with a role of the workspace's own. */
  readonly rights?: RoleRights | null;
  /** Members of the teams the actor heads or is in, and of the teams below; the actor included. */
  readonly teamMemberIds: readonly string[];
  /** Members of the branch the actor's team belongs to. */
  readonly branchMemberIds?: readonly string[];
  /** The teams the actor heads or is in and those above: what is shared with one of them is shared with the actor. */
  readonly teamIds?: readonly string[];
  /** The roles of the workspace's own they have by a team, with the team's name. */
  readonly teamRoles?: readonly { readonly role: string; readonly team: string }[];
}

/** Through which door a change came; kept in the change log. */
export type Through = 'web' | 'api' | 'import' | 'cli' | 'system' | 'process' | 'portal';

/** A client signed in to a workspace's portal: a person of its base, and no member. */
export interface PortalClient {
  readonly account: string;
  readonly person: string;
  /** Theirs, where they see what is their whole company's; null where they see their own alone. */
  readonly company: string | null;
}

/** Everything a verb needs to know about the request it serves; the first parameter of every service verb. */
export interface Context {
  readonly workspace: Workspace;
  readonly actor: Actor;
  readonly through: Through;
  /** The process that acts, in the name of the actor. */
  readonly process?: ByProcess;
  /** What is changed is one of many records that one act changes. */
  readonly amid?: 'many';
  readonly db: Queryable;
  /** What the modules declare and the workspace has added, without what is hidden from the actor. */
  readonly registry: Registry;
  readonly language: Language;
  readonly requestId: string;
  readonly now: () => Date;
  /** The moment that is being told of (`inThePast`): what is done is dated then, in records and log. */
  readonly asOf?: { readonly at: Date; readonly now: () => Date };
  /** Came by a key that may only read: whoever lets somebody write asks for it. */
  readonly readOnly?: boolean;
  /** Must have a second factor and has none: nothing is theirs before they do but to set one up. */
  readonly lacksSecondFactor?: boolean;
  /** The owner who looks at the workspace as the actor sees it; nothing is written then. */
  readonly seenBy?: string;
  /** The session of whoever signed in at a browser; requests of a server have it. */
  readonly sessionId?: string;
  /** The client who asks, by the portal: the system acts for them, and shows what is theirs. */
  readonly client?: PortalClient;
  /** The API key that asks. */
  readonly keyId?: string;
  /** Asked by a key that is for some types of records only: nothing is done but to records. */
  readonly isScoped?: boolean;
  /** How others are asked over the network; `outgoingOf` gives the strictest way where this is absent. */
  readonly outgoing?: OutgoingClient;
  /** How letters are sent; requests and jobs of a server always have it. */
  readonly mailer?: Mailer;
  /** How what must be read again is sealed, by its purpose; requests and jobs of a server have it. */
  readonly sealers?: (purpose: string) => Sealer;
  /** Counts by which added fields lists are asked; requests of a server have it. */
  readonly fieldUses?: FieldUseCounter;
  /** Keeps account of what is read; requests of a server have it. */
  readonly reads?: ReadCounter;
  /** Whence a request came; absent for what the system does. */
  readonly entry?: Entry;
  /** For a request whose parts are committed one by one. */
  readonly apart?: Apart;
  /** The way to the workspace's sandbox; requests of a server have it. */
  readonly sandboxes?: SandboxKeeper;
  /** Where files are kept; requests and jobs of a server always have it. */
  readonly files?: FileKeeper;
}

/** How the parts of one request happen, each by itself. */
export interface Apart {
  /** Has a part happen once however often the request is repeated, and answers what it answered; absent where nobody asked for that. */
  readonly once?: (part: number, work: (ctx: Context) => Promise<string>) => Promise<string>;
  /** Told of a part that failed by a fault of ours: the others go on. */
  readonly onFault: (error: unknown) => void;
}

/** A context whose `db` is one transaction. */
export interface TransactionContext extends Context {
  readonly db: Transaction;
}

/** Runs `work` with a context whose statements are one transaction; joins the one that is under way. */
export function inTransaction<T>(ctx: Context, work: (ctx: TransactionContext) => Promise<T>): Promise<T> {
  return ctx.db.transaction((db) => work({ ...ctx, db }));
}

/** The same workspace seen by the system itself: no member, every right. */
export function asSystem<C extends Context>(ctx: C): C {
  return { ...ctx, through: 'system', actor: systemActor, registry: ctx.registry.whole };
}

export const systemActor: Actor = { accountId: null, memberId: null, role: 'system', teamMemberIds: [] };

/**
 * The system telling what a member did at a moment gone by: for demo data, and whatever else brings a past along. Throws for
 * anybody but the system, and for what is still to come.
 */
export function inThePast<C extends Context>(ctx: C, at: Date, memberId: string | null): C {
  const { now } = inThePresent(ctx);
  if (ctx.actor.role !== 'system') throw new Error('Only the system tells of the past');
  if (at > now()) throw new Error(`${at.toISOString()} is still to come`);
  return { ...ctx, through: 'web', actor: { ...ctx.actor, memberId }, now: () => at, asOf: { at, now } };
}

/** The same context at the moment that it really is. */
export function inThePresent<C extends Context>(ctx: C): C {
  const { asOf, ...present } = ctx;
  return asOf ? ({ ...present, now: asOf.now } as C) : ctx;
}

/** The context in which the system itself acts in a workspace. */
export function systemContext(database: Database, registry: Registry, workspace: Workspace): Context {
  return {
    ...{ workspace, registry, actor: systemActor, through: 'system' as const, db: database.workspace(workspace) },
    language: workspace.language,
    requestId: 'system',
    now: () => new Date(),
  };
}

/** What seals for this purpose in this installation. */
export function sealerOf({ sealers }: Context, purpose: string): Sealer {
  if (!sealers) throw new Error('Nothing is sealed here');
  return sealers(purpose);
}

/** What filters are evaluated against for this actor. */
export function filterContextOf(ctx: Context): FilterContext {
  const { timeZone } = ctx.workspace;
  const { memberId, teamMemberIds } = ctx.actor;
  let day: string | null = null;
  return {
    ...{ memberId, teamMemberIds, timeZone },
    // Most filters and conditions name no day, and asking the calendar costs more than all the rest.
    get today() {
      day ??= localDate(timeZone, ctx.now());
      return day;
    },
  };
}

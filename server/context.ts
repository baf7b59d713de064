import { localDate } from '../shared/dates/time-zone.ts';
import type { FilterContext } from '../shared/filter/filter.ts';
import type { Language, Role, WorkspaceSettings } from '../shared/nouns/metadata.ts';
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
}

/** Who acts. The system itself (listeners, jobs) acts without a member and may do everything. */
export interface Actor {
  readonly accountId: string | null;
  readonly memberId: string | null;
  readonly role: Role | 'system';
  /** Members of the teams the actor heads or is in, and of the teams below; the actor included. */
  readonly teamMemberIds: readonly string[];
}

/** Through which door a change came; kept in the change log. */
export type Through = 'web' | 'api' | 'import' | 'cli' | 'system';

/** Everything a verb needs to know about the request it serves; the first parameter of every service verb. */
export interface Context {
  readonly workspace: Workspace;
  readonly actor: Actor;
  readonly through: Through;
  readonly db: Queryable;
  /** What the modules declare and the workspace has added. */
  readonly registry: Registry;
  readonly language: Language;
  readonly requestId: string;
  readonly now: () => Date;
  /** The moment that is being told of (`inThePast`): what is done is dated then, in records and log. */
  readonly asOf?: { readonly at: Date; readonly now: () => Date };
  /** Came by a key that may only read: whoever lets somebody write asks for it. */
  readonly readOnly?: boolean;
  /** How others are asked over the network; `outgoingOf` gives the strictest way where this is absent. */
  readonly outgoing?: OutgoingClient;
  /** How letters are sent; requests and jobs of a server always have it. */
  readonly mailer?: Mailer;
  /** Counts by which added fields lists are asked; requests of a server have it. */
  readonly fieldUses?: FieldUseCounter;
  /** The way to the workspace's sandbox; requests of a server have it. */
  readonly sandboxes?: SandboxKeeper;
  /** Where files are kept; requests and jobs of a server always have it. */
  readonly files?: FileKeeper;
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
  return { ...ctx, through: 'system', actor: systemActor };
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

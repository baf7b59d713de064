import type { Appearance } from '../appearance/appearance.ts';
import type { Field } from './field.ts';
import type { NounLayout } from './layout.ts';
import type { Noun } from './noun.ts';

/** What an actor may do with a noun at all; each record is checked again. */
export interface NounRights {
  readonly read: boolean;
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly restore: boolean;
  /** Make one record of two. */
  readonly merge: boolean;
  readonly share: boolean;
  /** Act on many records at once. */
  readonly bulk: boolean;
  readonly import: boolean;
  readonly export: boolean;
  /** Say what fields it has and how its cards and forms are laid out. */
  readonly configure: boolean;
}

/** A noun as `GET /api/v1/metadata` describes it to a client: own and system fields the actor may read. */
export interface NounMetadata extends Omit<Noun, 'fields'> {
  readonly fields: readonly ({ readonly name: string } & Field)[];
  readonly may: NounRights;
  /** Of what not every workspace has: there are records of it. */
  readonly isUsed?: true;
  /** How the workspace lays out its cards and forms for the actor's role. */
  readonly layouts?: readonly NounLayout[];
}

export interface Metadata {
  readonly nouns: readonly NounMetadata[];
  /** Modules of which something besides records is in use (a mailbox, a telephone system), where there are any. */
  readonly inUse?: readonly string[];
  /** How the workspace looks to the actor, where anything of it was said. */
  readonly appearance?: Appearance;
}

/** The role a member plays in a workspace, strongest first. */
export const roles = ['owner', 'manager', 'seller', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Who is signed in, as `GET /api/v1/session` answers. */
export interface Session {
  /** Null for a service, which acts by its keys alone. */
  readonly account: { readonly id: string; readonly email: string; readonly name: string } | null;
  readonly workspace: WorkspaceSettings;
  /** A sandbox: nothing goes outside, and it can be thrown away. */
  readonly sandbox?: boolean;
  readonly member: { readonly id: string; readonly name: string };
  /** Where the stream of changes begins for what is read after this answer. */
  readonly cursor: string;
  /** An owner sees the workspace as that member does; nothing is changed. */
  readonly seeing?: boolean;
  readonly role: Role;
  /** Nobody else works in the workspace: a notebook of one. */
  readonly alone?: boolean;
  /** Must have a second factor and has none: only its set-up is open. */
  readonly secondFactorNeeded?: boolean;
}

export const languages = ['en', 'ru', 'bg', 'hy', 'ka'] as const;
export type Language = (typeof languages)[number];

export interface WorkspaceSettings {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** ISO 4217; sums over several currencies are shown in it. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
}

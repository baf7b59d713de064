import type { ClientConfig } from 'pg';
import { typeParsers } from './type-parsers.ts';

/** The schema of what no workspace owns: accounts, sessions, workspaces. */
export const controlSchema = 'rapport';
/** Where the extensions' functions and operators live; workspaces may use it and nothing else besides their own schema. */
export const extensionSchema = 'rapport_extensions';

export interface SessionSettings {
  /** Milliseconds until a statement is cancelled; 0 for never. */
  readonly statementTimeout: number;
  /** Milliseconds until a transaction in which nothing happens is ended: it holds back every listener and vacuum. */
  readonly idleInTransactionTimeout: number;
}

/** `base` with the session settings every connection of ours starts with. */
export function sessionConfig(base: ClientConfig, settings: SessionSettings, searchPath: string): ClientConfig {
  const session = {
    search_path: searchPath,
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    client_encoding: 'UTF8',
    jit: 'off',
    statement_timeout: settings.statementTimeout,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeout,
  };
  const options = Object.entries(session).map(([name, value]) => `-c ${name}=${String(value).replaceAll(' ', '\\ ')}`);
  return { application_name: 'rapport', keepAlive: true, ...withOptions(base, options), types: typeParsers };
}

/** `base` with further options of PostgreSQL's. `?options=` in its address would replace them: it goes before them. */
export function withOptions<C extends ClientConfig>(base: C, options: readonly string[]): C {
  const { connectionString, urlOptions } = takeOptions(base.connectionString);
  return {
    ...base,
    ...(connectionString ? { connectionString } : {}),
    options: [base.options, urlOptions, ...options].filter(Boolean).join(' '),
  };
}

function takeOptions(connectionString?: string): { connectionString?: string; urlOptions?: string } {
  if (!connectionString?.includes('options=')) return { connectionString };
  const url = new URL(connectionString);
  const urlOptions = url.searchParams.get('options') ?? undefined;
  url.searchParams.delete('options');
  return { connectionString: url.href, urlOptions };
}

/**
 * What makes a connection a workspace's, in one round trip, all or nothing: its role, its search path, and no statement
 * prepared for another workspace. Null gives the role back.
 */
export function takeOnText(schema: string | null): string {
  if (schema === null) return `reset role; set search_path to ${controlSchema}; deallocate all`;
  return `reset role; set role ${quoteWorkspace(schema)}; set search_path to ${searchPathOf(schema)}; deallocate all`;
}

/** The search path inside a workspace. */
export function searchPathOf(schema: string): string {
  return `${quoteWorkspace(schema)}, ${extensionSchema}`;
}

/** A workspace's schema or role as an identifier. Throws for anything that is not a workspace's name. */
export function quoteWorkspace(schema: string): string {
  if (!/^ws_[a-z0-9]{1,40}$/.test(schema)) throw new Error(`"${schema}" is not the name of a workspace's schema`);
  return `"${schema}"`;
}

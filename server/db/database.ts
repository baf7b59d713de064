import type { Pool } from 'pg';

/** A statement with its parameters. `name` makes it a prepared statement of the connection; same name, same text. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
  /** One plan fits all values, lists and patterns included: it is about records that are found by their ids. */
  readonly onePlan?: boolean;
}

/** Something statements run on: a pool's next free connection, or one transaction. */
export interface Queryable {
  /** Rows as plain objects keyed by column; numeric and int8 come as strings, dates as ISO strings, json parsed. */
  query<Row = Record<string, unknown>>(statement: Statement): Promise<Row[]>;
  /**
   * Runs `work` in one transaction (read committed), committed when it resolves, rolled back when it throws. Inside a
   * transaction it simply runs `work` in that one.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs statements that no transaction may hold (`create index concurrently`) on one connection, without a time limit, each
   * committed by itself. Absent inside a transaction.
   */
  readonly alone?: <T>(work: (session: Queryable) => Promise<T>) => Promise<T>;
}

export interface Transaction extends Queryable {
  /** Runs before the commit, inside the transaction; what it asks for runs after it. Throwing rolls everything back. */
  beforeCommit(work: () => Promise<void>): void;
  /** Called after the commit (never after a rollback), e.g. to wake listeners. */
  afterCommit(callback: () => void): void;
  /** Runs statements of the control schema (jobs) inside this very transaction, then returns to the workspace's role. */
  asControl<T>(work: (control: Queryable) => Promise<T>): Promise<T>;
}

/** A workspace as the server knows it: a schema of business tables owned by a role of the same name. */
export interface WorkspaceAddress {
  readonly id: string;
  /** Both the schema's and the role's name. */
  readonly schema: string;
}

/** All of Rapport's database. */
export interface Database {
  /** The `rapport` schema: accounts, sessions, workspaces, jobs. */
  readonly control: Queryable;
  /** The control schema for libraries that bring their own SQL (sign-in, jobs); ours goes through `control`. */
  readonly controlPool: Pool;
  /** Statements that see this workspace's schema and nothing else. */
  workspace(address: WorkspaceAddress): Queryable;
  /** Creates the workspace's schema and role. */
  createWorkspace(address: WorkspaceAddress): Promise<void>;
  dropWorkspace(address: WorkspaceAddress): Promise<void>;
  close(): Promise<void>;
}

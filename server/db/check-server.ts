import { setTimeout as delay } from 'node:timers/promises';
import { Client, type ClientConfig, DatabaseError } from 'pg';
import { exitCodes, OperatorError } from '../config/operator-error.ts';

const oldestVersion = 150_000;
/** Roles of PostgreSQL whose holders read or write past every schema's privileges. */
const overreaching = ['pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files'];

export interface ServerFacts {
  readonly version: number;
  readonly role: string;
  readonly database: string;
  readonly encoding: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly creates_roles: boolean;
  readonly creates_schemas: boolean;
  readonly overreaching: string[];
}

/**
 * Connects once and makes sure that Rapport can live there: version, encoding, and a role with neither too many nor too
 * few rights. Returns the server's version number (e.g. 180004). Throws OperatorError with one line that says what to do.
 */
export async function checkServer(config: ClientConfig): Promise<number> {
  const client = await connect(config);
  try {
    const { rows } = await client.query<ServerFacts>(factsText, [overreaching]);
    const facts = rows[0] as ServerFacts;
    const problem = findProblem(facts);
    if (problem) throw new OperatorError(exitCodes.configuration, problem);
    return facts.version;
  } finally {
    await client.end();
  }
}

const factsText = `select current_setting('server_version_num')::int as version, rolname as role, datname as database,
    pg_encoding_to_char(encoding) as encoding, rolsuper as superuser, rolbypassrls as bypasses,
    rolcreaterole as creates_roles, has_database_privilege(d.oid, 'create') as creates_schemas,
    array(select rolname::text from pg_roles o where rolname = any($1) and pg_has_role(r.oid, o.oid, 'member')) as overreaching
  from pg_roles r, pg_database d where rolname = current_user and datname = current_database()`;

/** The first reason why Rapport can not live on such a server, as the line the operator reads. */
export function findProblem(facts: ServerFacts): string | undefined {
  const { role, database } = facts;
  if (facts.version < oldestVersion) {
    return `The PostgreSQL at DATABASE_URL is version ${Math.floor(facts.version / 10_000)}: Rapport needs 15 or newer.`;
  }
  if (facts.encoding !== 'UTF8') {
    return `The database "${database}" of DATABASE_URL is encoded in ${facts.encoding}: make one with encoding UTF8.`;
  }
  if (facts.superuser || facts.bypasses || facts.overreaching.length > 0) {
    return `The role "${role}" of DATABASE_URL has too many rights (${tooMany(facts)}), and would see through the walls between workspaces: use one made with CREATE ROLE rapport LOGIN NOINHERIT CREATEROLE PASSWORD '…'.`;
  }
  if (!facts.creates_roles) {
    return `The role "${role}" of DATABASE_URL may not create roles: run ALTER ROLE "${role}" CREATEROLE NOINHERIT as a superuser.`;
  }
  if (!facts.creates_schemas) {
    return `The role "${role}" of DATABASE_URL may not create schemas in "${database}": run ALTER DATABASE "${database}" OWNER TO "${role}" as a superuser.`;
  }
  return undefined;
}

function tooMany(facts: ServerFacts): string {
  return [facts.superuser && 'SUPERUSER', facts.bypasses && 'BYPASSRLS', ...facts.overreaching]
    .filter(Boolean)
    .join(', ');
}

/** A server that is still starting is given ten seconds. */
async function connect(config: ClientConfig): Promise<Client> {
  for (let attempt = 1; ; attempt++) {
    const client = createClient(config);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code } = error as { code?: string };
      if (code !== '57P03' || attempt === 40) throw explain(error, client);
      await delay(250);
    }
  }
}

function createClient(config: ClientConfig): Client {
  try {
    return new Client({ connectionTimeoutMillis: 10_000, ...config });
  } catch (error) {
    const text = 'DATABASE_URL is not an address of the form postgres://user:password@host:5432/database.';
    throw new OperatorError(exitCodes.configuration, text, { cause: error });
  }
}

function explain(error: unknown, { host, port, user, database }: Client): OperatorError {
  const { code, message } = error as { code?: string; message: string };
  const line = (text: string) => new OperatorError(exitCodes.unavailable, text, { cause: error });
  if (code === '3D000')
    return line(`There is no database "${database}" at ${host}:${port}: create it, or correct DATABASE_URL.`);
  if (code === '28P01' || code === '28000') {
    return line(
      `PostgreSQL at ${host}:${port} refuses the user "${user}" (${message}): correct the user or password in DATABASE_URL.`,
    );
  }
  if (code === '42501') {
    return line(
      `The role "${user}" of DATABASE_URL may not connect to "${database}": run ALTER DATABASE "${database}" OWNER TO "${user}" as a superuser.`,
    );
  }
  if (code === '53300') {
    return line(
      `PostgreSQL at ${host}:${port} has no connection left for DATABASE_URL (${message}): raise max_connections, or the limit of its role or database.`,
    );
  }
  if (error instanceof DatabaseError) {
    return line(
      `PostgreSQL at ${host}:${port} does not take DATABASE_URL (${message}): mend that there, or correct it.`,
    );
  }
  return line(`No PostgreSQL answers at ${host}:${port} (${code ?? message}): start it, or correct DATABASE_URL.`);
}

import { changePartitionsFunction } from './change-partitions.ts';
import type { Queryable } from './database.ts';
import { createSearchFunctions } from './search-functions.ts';
import { controlSchema, extensionSchema } from './session.ts';

/** One step of the control schema's history. Once released, a step never changes. */
export interface ControlMigration {
  /** Unique and stable; steps run in the order given. */
  readonly name: string;
  readonly statements: readonly string[];
}

const ownMigrations: readonly ControlMigration[] = [
  {
    name: '0001-workspace',
    statements: [
      `create table workspace (
        id uuid primary key,
        schema text not null unique check (schema ~ '^ws_[a-z0-9]{1,40}$'),
        name text not null,
        language text not null,
        currency text not null,
        time_zone text not null,
        created_at timestamptz not null default now())`,
    ],
  },
  {
    name: '0003-backup-log',
    statements: [
      `create table backup_log (
        at timestamptz primary key default now(),
        file text not null,
        bytes bigint not null,
        sha256 text not null)`,
    ],
  },
  {
    name: '0004-metadata-version',
    statements: ['alter table workspace add column metadata_version integer not null default 0'],
  },
  { name: '0005-change-partitions', statements: [changePartitionsFunction] },
  {
    name: '0006-sandbox',
    statements: [
      'alter table workspace add column sandbox_of uuid',
      'create unique index workspace_sandbox_idx on workspace (sandbox_of)',
    ],
  },
  // Its functions gave way to the quicker ones of the step after it; where they were made they lie unused.
  { name: '0007-search-functions', statements: [] },
  { name: '0008-search-functions', statements: createSearchFunctions() },
  {
    name: '0009-backup-watch',
    statements: [
      `create table backup_trial (
        at timestamptz primary key default now(),
        file text not null,
        made_at timestamptz,
        seconds integer not null,
        rows bigint not null,
        fault text)`,
      `create table backup_watch (
        one boolean primary key default true check (one),
        hours integer not null,
        alarm_hours integer not null,
        trial_days integer not null,
        told_on date)`,
    ],
  },
];

const extensions = ['pg_trgm', 'btree_gin', 'unaccent'];

/**
 * Brings the control schema up to date in one transaction; processes that start together wait for each other. `further`
 * are the steps of what builds on it (sign-in).
 */
export async function migrateControl(control: Queryable, further: readonly ControlMigration[] = []): Promise<void> {
  await control.transaction(async (tx) => {
    await tx.query({ text: "select pg_advisory_xact_lock(hashtext('rapport:control'))" });
    await tx.query({ text: "set local statement_timeout = '0'" });
    await prepareSchemas(tx);
    const done = await tx.query<{ name: string }>({ text: 'select name from migration' });
    const known = new Set(done.map((row) => row.name));
    for (const step of [...ownMigrations, ...further].filter(({ name }) => !known.has(name))) await apply(tx, step);
  });
}

/** The steps the control schema has gone through; none where there is no control schema yet. */
export async function listSteps(control: Queryable): Promise<string[]> {
  const [found] = await control.query<{ there: boolean }>({
    text: `select to_regclass('migration') is not null as there`,
  });
  const rows = found?.there ? await control.query<{ name: string }>({ text: 'select name from migration' }) : [];
  return rows.map((row) => row.name).sort();
}

/** The steps the control schema lacks, as `migrateControl` would run them. */
export async function listMissingSteps(
  control: Queryable,
  further: readonly ControlMigration[] = [],
): Promise<readonly ControlMigration[]> {
  const known = new Set(await listSteps(control));
  return [...ownMigrations, ...further].filter(({ name }) => !known.has(name));
}

/** The steps the control schema has gone through that this program knows nothing of: those of a newer one. */
export async function listUnknownSteps(
  control: Queryable,
  further: readonly ControlMigration[] = [],
): Promise<readonly string[]> {
  const known = new Set([...ownMigrations, ...further].map(({ name }) => name));
  return (await listSteps(control)).filter((name) => !known.has(name));
}

async function apply(tx: Queryable, step: ControlMigration): Promise<void> {
  for (const text of step.statements) await tx.query({ text });
  await tx.query({ text: 'insert into migration (name) values ($1)', values: [step.name] });
}

/** Nobody but the server's own role may use these schemas; nobody at all gets anything through PUBLIC. */
async function prepareSchemas(tx: Queryable): Promise<void> {
  for (const schema of [controlSchema, extensionSchema]) {
    const [found] = await tx.query({ text: 'select from pg_namespace where nspname = $1', values: [schema] });
    if (!found) await tx.query({ text: `create schema ${schema}` });
  }
  await closeToPublic(tx);
  await tx.query({
    text: 'create table if not exists migration (name text primary key, at timestamptz not null default now())',
  });
  for (const name of extensions) await ensureExtension(tx, name);
}

/**
 * Takes PUBLIC's rights to connect, to temporary tables and to the schema "public", where they are ours to take: on
 * somebody else's database only its owner can.
 */
async function closeToPublic(tx: Queryable): Promise<void> {
  const [open] = await tx.query<{ name: string; database: boolean; schema: boolean }>({
    text: `select quote_ident(datname) as name,
        has_database_privilege('public', d.oid, 'temporary') and pg_has_role(current_user, datdba, 'usage') as database,
        exists (select from pg_namespace n where nspname = 'public'
          and has_schema_privilege('public', n.oid, 'usage') and pg_has_role(current_user, nspowner, 'usage')) as schema
      from pg_database d where datname = current_database()`,
  });
  if (open?.database) await tx.query({ text: `revoke all on database ${open.name} from public` });
  if (open?.schema) await tx.query({ text: 'revoke all on schema public from public' });
}

async function ensureExtension(tx: Queryable, name: string): Promise<void> {
  const [found] = await tx.query<{ schema: string }>({
    text: 'select extnamespace::regnamespace::text as schema from pg_extension where extname = $1',
    values: [name],
  });
  if (!found) await tx.query({ text: `create extension ${name} schema ${extensionSchema}` });
  else if (found.schema !== extensionSchema) {
    throw new Error(
      `The extension ${name} is in schema ${found.schema}: run ALTER EXTENSION ${name} SET SCHEMA ${extensionSchema}`,
    );
  }
}

import type { ControlMigration } from '../db/control-schema.ts';

/** The channel on which processes hear what they must forget: `account:<id>` or `workspace:<id>`. */
export const authChannel = 'rapport_auth';

/**
 * The control schema's tables for signing in. `auth_*` belong to better-auth (a test compares them with what it wants),
 * the others are ours.
 */
const statements: readonly string[] = [
  `create table auth_user (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  `create table auth_session (
    id uuid primary key default gen_random_uuid(),
    token text not null unique,
    user_id uuid not null references auth_user (id) on delete cascade,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  'create index auth_session_user_id_idx on auth_session (user_id)',
  `create table auth_credential (
    id uuid primary key default gen_random_uuid(),
    account_id text not null,
    provider_id text not null,
    user_id uuid not null references auth_user (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  'create index auth_credential_user_id_idx on auth_credential (user_id)',
  'create unique index auth_credential_account_idx on auth_credential (provider_id, account_id)',
  `create table auth_verification (
    id uuid primary key default gen_random_uuid(),
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  'create index auth_verification_identifier_idx on auth_verification (identifier)',
  // Which member of which workspace an account is. Role and standing are the member record's own: one source.
  `create table membership (
    account uuid not null references auth_user (id) on delete cascade,
    workspace uuid not null references workspace (id) on delete cascade,
    member uuid not null,
    created_at timestamptz not null default now(),
    primary key (account, workspace),
    unique (workspace, member))`,
  `create table api_key (
    id uuid primary key default gen_random_uuid(),
    account uuid not null references auth_user (id) on delete cascade,
    workspace uuid not null references workspace (id) on delete cascade,
    name text not null,
    hash bytea not null unique,
    start text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz)`,
  'create index api_key_account_idx on api_key (account)',
  `create table sign_in_attempt (
    key bytea primary key,
    failures integer not null,
    until timestamptz not null)`,
  'create index sign_in_attempt_until_idx on sign_in_attempt (until)',
  ...announcements(),
];

export const authMigrations: readonly ControlMigration[] = [
  { name: '0002-sign-in', statements },
  {
    name: '0003-read-only-keys',
    statements: ['alter table api_key add column read_only boolean not null default false'],
  },
  {
    // Links that let somebody in: only their hashes are kept, and each is good once.
    name: '0004-entry-links',
    statements: [
      `create table invitation (
        id uuid primary key default gen_random_uuid(),
        workspace uuid not null references workspace (id) on delete cascade,
        member uuid not null,
        email text not null,
        hash bytea not null unique,
        created_by uuid,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        unique (workspace, member))`,
      `create table password_reset (
        account uuid primary key references auth_user (id) on delete cascade,
        hash bytea not null unique,
        expires_at timestamptz not null)`,
    ],
  },
  { name: '0005-session-use', statements: ['alter table auth_session add column last_seen_at timestamptz'] },
  {
    name: '0006-second-factor',
    statements: [
      `create table second_factor (
        account uuid primary key references auth_user (id) on delete cascade,
        secret text not null,
        created_at timestamptz not null default now(),
        confirmed_at timestamptz,
        last_step bigint)`,
      `create table recovery_code (
        account uuid not null references second_factor (account) on delete cascade,
        hash bytea not null,
        primary key (account, hash))`,
      // Roles of the workspace, standard ones by name and its own by id, that must have one.
      `alter table workspace add column second_factor_roles text[] not null default '{}'`,
      'alter table auth_session add column awaits_second boolean not null default false',
      // However a session is begun, it waits for the second step where the account has one.
      `create function hold_session() returns trigger language plpgsql set search_path from current as
        $$ begin
          new.awaits_second = exists (select from second_factor where account = new.user_id and confirmed_at is not null);
          return new;
        end $$`,
      'create trigger hold_session before insert on auth_session for each row execute function hold_session()',
      announcer('announce_second_factor', "'account:' || coalesce(new.account, old.account)"),
      trigger('second_factor', 'insert or delete or update of confirmed_at', 'announce_second_factor'),
    ],
  },
  {
    name: '0007-key-limits',
    statements: [
      // Where a key may come from; anywhere where there are none.
      `alter table api_key add column networks text[] not null default '{}'`,
      // What it may read and write, by noun; all that its holder may where it is null.
      'alter table api_key add column scopes jsonb',
    ],
  },
  {
    name: '0008-passkeys',
    statements: [
      `create table passkey (
        id uuid primary key default gen_random_uuid(),
        account uuid not null references auth_user (id) on delete cascade,
        credential text not null unique,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null,
        host text not null,
        name text not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz)`,
      'create index passkey_account_idx on passkey (account)',
      `create table passkey_challenge (
        hash bytea primary key,
        purpose text not null,
        holder text not null,
        origin text not null,
        expires_at timestamptz not null)`,
      // Recovery codes are for whichever factor is there.
      'alter table recovery_code drop constraint recovery_code_account_fkey',
      `alter table recovery_code add constraint recovery_code_account_fkey
        foreign key (account) references auth_user (id) on delete cascade`,
      // A factor that is being added locks the account for update: this waits for it, or it for this and then ends the session.
      `create or replace function hold_session() returns trigger language plpgsql set search_path from current as
        $$ begin
          perform from auth_user where id = new.user_id for key share;
          new.awaits_second = exists (select from second_factor where account = new.user_id and confirmed_at is not null)
            or exists (select from passkey where account = new.user_id);
          return new;
        end $$`,
      trigger('passkey', 'insert or delete', 'announce_second_factor'),
    ],
  },
  {
    name: '0009-identity-providers',
    statements: [
      `create table identity_provider (
        workspace uuid primary key references workspace (id) on delete cascade,
        label text not null,
        issuer text not null,
        client_id text not null,
        secret text not null,
        makes_members boolean not null,
        role text not null,
        is_required boolean not null,
        strong_methods text[] not null)`,
      `create table provider_domain (
        domain text primary key,
        workspace uuid not null references identity_provider (workspace) on delete cascade)`,
      'create index provider_domain_workspace_idx on provider_domain (workspace)',
      `create table identity_link (
        workspace uuid not null references workspace (id) on delete cascade,
        issuer text not null,
        subject text not null,
        account uuid not null references auth_user (id) on delete cascade,
        primary key (workspace, issuer, subject))`,
      'create index identity_link_account_idx on identity_link (account)',
      `alter table auth_session add column by_provider boolean not null default false,
        add column is_strong boolean not null default false`,
    ],
  },
  {
    // Keys of services: of a member without an account, and of nobody who may leave.
    name: '0010-service-keys',
    statements: [
      `alter table api_key alter column account drop not null,
        add column member uuid,
        add column created_by uuid,
        add column last_used_from text,
        add constraint api_key_holder_check check ((account is null) <> (member is null))`,
      'create index api_key_workspace_idx on api_key (workspace)',
      `create or replace function announce_key() returns trigger language plpgsql as
        $$ begin
          perform pg_notify('${authChannel}', coalesce('account:' || old.account, 'workspace:' || old.workspace));
          return null;
        end $$`,
    ],
  },
  {
    // A key of a person's may have less than they have: what they and this role both may.
    name: '0011-key-roles',
    statements: ['alter table api_key add column role text'],
  },
  {
    // A domain is a workspace's once it is proved: until then anybody may name it, and nobody comes in by it.
    name: '0012-domain-proofs',
    statements: [
      'alter table provider_domain drop constraint provider_domain_pkey',
      'alter table provider_domain add primary key (workspace, domain)',
      'drop index provider_domain_workspace_idx',
      `alter table provider_domain
        add column token text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
        add column proved_at timestamptz,
        add column proved_by text,
        add column checked_at timestamptz,
        add column missing_since timestamptz`,
      'create unique index provider_domain_proved_idx on provider_domain (domain) where proved_at is not null',
    ],
  },
  {
    // When the holder of a session last showed who they are after signing in, and by what.
    name: '0013-session-proofs',
    statements: ['alter table auth_session add column proved_at timestamptz, add column proved_by text'],
  },
];

/**
 * Triggers, so that every way of ending a session, key or account (ours, better-auth's, a person's in psql) is heard by
 * every process that caches them. Rolling expiry and last use are not announced.
 */
function announcements(): readonly string[] {
  return [
    announcer('announce_session', "'account:' || old.user_id"),
    announcer('announce_account', "'account:' || old.id"),
    announcer('announce_key', "'account:' || old.account"),
    announcer('announce_membership', "'account:' || old.account"),
    announcer('announce_workspace', "'workspace:' || old.id"),
    trigger('auth_session', 'delete', 'announce_session'),
    trigger('auth_user', 'delete or update of active, email, name', 'announce_account'),
    trigger('api_key', 'delete or update of hash, account, workspace, expires_at', 'announce_key'),
    trigger('membership', 'delete or update', 'announce_membership'),
    trigger('workspace', 'delete or update', 'announce_workspace'),
  ];
}

function announcer(name: string, payload: string): string {
  return `create function ${name}() returns trigger language plpgsql as
    $$ begin perform pg_notify('${authChannel}', ${payload}); return null; end $$`;
}

function trigger(table: string, events: string, announcer: string): string {
  return `create trigger ${announcer} after ${events} on ${table} for each row execute function ${announcer}()`;
}

/** Clients who may sign in to the portal, apart from members and their accounts; links and sessions by their hashes alone; and the files that came by it. */
export const portalDdl: readonly string[] = [
  `create table if not exists portal_account (
    id uuid primary key,
    person uuid not null,
    email text not null unique,
    password text,
    whole_company boolean not null,
    language text,
    invited_by uuid,
    invited_at timestamptz(3) not null default now()
  )`,
  'create index if not exists portal_account_person_idx on portal_account (person)',
  `create table if not exists portal_link (
    account uuid primary key references portal_account (id) on delete cascade,
    hash bytea not null unique,
    expires_at timestamptz(3) not null
  )`,
  `create table if not exists portal_session (
    hash bytea primary key,
    account uuid not null references portal_account (id) on delete cascade,
    begun_at timestamptz(3) not null default now(),
    seen_at timestamptz(3) not null default now()
  )`,
  `create table if not exists portal_file (
    file uuid primary key,
    account uuid not null,
    sent_at timestamptz(3) not null default now()
  )`,
  'create index if not exists portal_session_account_idx on portal_session (account)',
];

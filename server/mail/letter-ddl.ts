/** The workspace's mail server, and the letters that wait to be handed to it or were. */
export const letterDdl: readonly string[] = [
  `create table if not exists mail_server (
    is_the_one boolean primary key default true check (is_the_one),
    host text not null,
    port integer not null,
    security text not null,
    user_name text,
    password text,
    from_name text not null,
    from_address text not null
  )`,
  `create table if not exists letter (
    id uuid primary key,
    at timestamptz(3) not null default clock_timestamp(),
    kind text not null,
    to_name text not null,
    to_address text not null,
    subject text not null,
    content text,
    until timestamptz(3),
    noun text,
    record uuid,
    member uuid,
    state text not null default 'waiting',
    attempts integer not null default 0,
    next_at timestamptz(3) default clock_timestamp(),
    sent_at timestamptz(3),
    fault text,
    answer text
  )`,
  // The record its subject names, where it is not part of that record's story (a notice).
  'alter table letter add column if not exists names uuid',
  // The task that tells of it in a record's story.
  'alter table letter add column if not exists task uuid',
  // Whom it goes out as, where that is not the workspace: a mailbox.
  'alter table letter add column if not exists sender uuid',
  `create index if not exists letter_waiting_idx on letter (next_at) where state = 'waiting'`,
  'create index if not exists letter_state_idx on letter (state, id desc)',
  'create index if not exists letter_record_idx on letter (record, id desc) where record is not null',
  'create index if not exists letter_at_idx on letter (at)',
];

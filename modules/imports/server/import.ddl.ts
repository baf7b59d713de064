/** What an import keeps besides its record: the file, what was rejected, and how rows without a key are recognised again. */
export const importDdl: readonly string[] = [
  'create table if not exists import_source (import uuid primary key, headers jsonb not null, rows jsonb not null)',
  `create table if not exists import_reject (
    import uuid not null, row int not null, cells jsonb not null, faults jsonb not null, primary key (import, row))`,
  'create table if not exists import_key (key text primary key, record uuid not null)',
  `create table if not exists import_deferred (
    import uuid not null, row int not null, record uuid not null, primary key (import, row))`,
  // Rows that an earlier Rapport put off were all new; whatever comes says what it is.
  `alter table import_deferred add column if not exists outcome text not null default 'created'`,
  'alter table import_deferred alter column outcome drop default',
];

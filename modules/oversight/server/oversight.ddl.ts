/** Unusual amounts: at most one a person, kind and day. */
export const oversightDdl: readonly string[] = [
  `create table if not exists access_alarm (
    id uuid primary key,
    at timestamptz(3) not null default clock_timestamp(),
    member uuid not null,
    kind text not null,
    day date not null,
    minutes int not null,
    amount int not null,
    threshold int not null,
    basis text not null,
    unique (member, kind, day)
  )`,
];

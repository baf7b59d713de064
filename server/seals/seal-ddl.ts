/**
 * The chain over the change log: each seal covers some changes in the order they became final, and the seal before it. Nothing in the product
 * changes or deletes one. `began` is null, or, in the first seal of a workspace that was there before seals were, the moment from which on it covers all.
 */
export const sealDdl: readonly string[] = [
  `create table if not exists change_seal (
    number bigint primary key,
    at timestamptz(3) not null,
    began timestamptz(3),
    first_at timestamptz(3) not null,
    last_at timestamptz(3) not null,
    ids bigint[] not null,
    digests bytea not null,
    hash bytea not null
  )`,
  // For whoever looks through the log by time or by person, the chain's check among them.
  'create index if not exists change_at_idx on change (at, id)',
  'create index if not exists change_member_idx on change (member, at, id)',
];

import { extensionSchema } from './session.ts';

/**
 * Makes the monthly partitions of the change log of whoever calls it, in their schema and with their rights. It is the
 * server's own and workspaces may only call it: a role that may write functions could take another role inside one.
 */
export const changePartitionsFunction = `create function ${extensionSchema}.ensure_change_partitions(first date, months int) returns int language plpgsql as $$
  declare
    month date := date_trunc('month', first);
    starts timestamptz;
    ends timestamptz;
    name text;
    made int := 0;
  begin
    for i in 1..months loop
      name := 'change_' || to_char(month, 'YYYY_MM');
      starts := month::timestamp at time zone 'UTC';
      month := month + interval '1 month';
      ends := month::timestamp at time zone 'UTC';
      continue when to_regclass(name) is not null;
      lock table change_default in access exclusive mode;
      execute format('create table %I (like change including defaults)', name);
      execute format('with moved as (delete from change_default where at >= $1 and at < $2 returning *)
        insert into %I select * from moved', name) using starts, ends;
      execute format('alter table change attach partition %I for values from (%L) to (%L)', name, starts, ends);
      made := made + 1;
    end loop;
    return made;
  end $$`;

import type { Noun } from '../../shared/nouns/noun.ts';
import type { Link } from '../../shared/nouns/value.ts';
import { appendChanges } from '../changes/append.ts';
import { noteWritten } from '../computed/settle.ts';
import type { TransactionContext } from '../context.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { type Pointer, pointersAt } from './pointers.ts';

/** Which merge moves what: its id, the noun of both records, whom pointers lead to and whom they are to lead to. */
export interface Move {
  readonly merge: string;
  readonly noun: Noun;
  readonly from: string;
  readonly to: string;
}

/** Tells how many pointers are done with so far. */
export type Progress = (moved: number) => Promise<void>;

/**
 * Lets everything that points at one record point at the other, in sets: a few statements a field. What is in the bin is moved too, and whoever
 * may not see it. It is the two records that became one: the rules of those that point at them have no say. Kept for the way back.
 */
export async function movePointers(tx: TransactionContext, move: Move, progress: Progress): Promise<void> {
  let moved = 0;
  for (const pointer of pointersAt(tx.registry.whole, move.noun)) {
    moved += await (pointer.kind === 'links' ? moveLinks : moveColumn)(tx, pointer, move);
    await progress(moved);
  }
}

/** Lets what a merge moved point back, but for what points elsewhere by now; that is noted as kept. */
export async function returnPointers(tx: TransactionContext, move: Move, progress: Progress): Promise<void> {
  let moved = 0;
  for (const pointer of pointersAt(tx.registry.whole, move.noun)) {
    moved += await (pointer.kind === 'links' ? returnLinks : returnColumn)(tx, pointer, move);
    await progress(moved);
  }
}

async function moveColumn(tx: TransactionContext, pointer: Pointer, { merge, noun, from, to }: Move): Promise<number> {
  const { table, column, which } = columnOf(pointer, noun);
  const rows = await tx.db.query<{ id: string }>({
    text: `with found as (select t.id from ${table} t where t.${column} = $2 and t.id not in ($2, $3)${which} order by t.id for update of t),
        moved as (update ${table} t set ${column} = $3, version = t.version + 1, updated_at = now() from found where t.id = found.id returning t.id),
        items as (insert into record_merge_item (merge, noun, field, record) select $1, $4, $5, id from moved on conflict do nothing)
      select id from moved`,
    values: [merge, from, to, pointer.noun.name, pointer.name],
  });
  await tell(
    tx,
    pointer,
    noun,
    rows.map(({ id }) => id),
    from,
    to,
  );
  return rows.length;
}

async function returnColumn(
  tx: TransactionContext,
  pointer: Pointer,
  { merge, noun, from, to }: Move,
): Promise<number> {
  const { table, column, which } = columnOf(pointer, noun);
  const ours = 'i.merge = $1 and i.noun = $4 and i.field = $5';
  const rows = await tx.db.query<{ id: string }>({
    text: `with found as (select t.id from record_merge_item i join ${table} t on t.id = i.record
          where ${ours} and t.${column} = $2${which} order by t.id for update of t),
        moved as (update ${table} t set ${column} = $3, version = t.version + 1, updated_at = now() from found where t.id = found.id returning t.id),
        kept as (update record_merge_item i set kept = true where ${ours} and not exists (select from found f where f.id = i.record))
      select id from moved`,
    values: [merge, from, to, pointer.noun.name, pointer.name],
  });
  await tell(
    tx,
    pointer,
    noun,
    rows.map(({ id }) => id),
    from,
    to,
  );
  return rows.length;
}

function columnOf({ noun, name, kind }: Pointer, target: Noun) {
  const column = snakeCase(name);
  const which = kind === 'anyRelation' ? ` and t.${quote(`${column}_noun`)} = ${literal(target.name)}` : '';
  return { table: quote(tableOf(noun)), column: quote(column), which };
}

async function tell(
  tx: TransactionContext,
  { noun, name, kind }: Pointer,
  target: Noun,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  const told = (id: string) => (kind === 'anyRelation' ? { noun: target.name, id } : id);
  const field = { from: told(from), to: told(to) };
  await log(
    tx,
    noun,
    ids.map((id) => ({ id, fields: { [name]: field } })),
  );
  noteWritten(
    tx,
    noun,
    ids.map((id) => ({ id, before: { [name]: field.from }, after: { [name]: field.to } })),
  );
}

/** What a record whose links are moved had linked before, and how it was linked with the record that goes. */
interface Linked {
  readonly id: string;
  readonly held: readonly Link[];
}

const heldSql = (table: string, source: string) =>
  `(select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', h.target, 'role', h.role, 'from', h.starts_on, 'to', h.ends_on))
    order by h.position), '[]') from ${table} h where h.source = ${source})`;

/** Who is linked with both already is linked once, as it was with the one that stays. */
async function moveLinks(tx: TransactionContext, pointer: Pointer, { merge, from, to }: Move): Promise<number> {
  const [links, table] = [quote(linksTableOf(pointer.noun, pointer.name)), quote(tableOf(pointer.noun))];
  const rows = await tx.db.query<Linked>({
    text: `with locked as materialized (select t.id from ${table} t
          where t.id in (select source from ${links} where target = $2) and t.id not in ($2, $3) order by t.id for update of t),
        found as materialized (select l.*, exists (select from ${links} o where o.source = l.source and o.target = $3) as both_,
          ${heldSql(links, 'l.source')} as held from ${links} l join locked on locked.id = l.source where l.target = $2),
        gone as (delete from ${links} l using found f where f.both_ and l.source = f.source and l.target = $2),
        moved as (update ${links} l set target = $3 from found f where not f.both_ and l.source = f.source and l.target = $2),
        items as (insert into record_merge_item (merge, noun, field, record, was)
          select $1, $4, $5, source, jsonb_build_object('both', both_, 'role', role, 'from', starts_on, 'to', ends_on, 'position', position) from found
          on conflict do nothing),
        touched as (update ${table} t set version = t.version + 1, updated_at = now() from found f where t.id = f.source)
      select source as id, held from found`,
    values: [merge, from, to, pointer.noun.name, pointer.name],
  });
  await tellLinks(tx, pointer, rows, (held) => {
    const others = held.filter((link) => link.id !== from);
    if (others.some((link) => link.id === to)) return others;
    return held.map((link) => (link.id === from ? { ...link, id: to } : link));
  });
  return rows.length;
}

async function returnLinks(tx: TransactionContext, pointer: Pointer, { merge, from, to }: Move): Promise<number> {
  const [links, table] = [quote(linksTableOf(pointer.noun, pointer.name)), quote(tableOf(pointer.noun))];
  const ours = 'i.merge = $1 and i.noun = $4 and i.field = $5';
  const rows = await tx.db.query<Linked & { was: Link & { both: boolean; position: number } }>({
    text: `with locked as materialized (select t.id, i.was from record_merge_item i join ${table} t on t.id = i.record
          where ${ours} and not exists (select from ${links} o where o.source = t.id and o.target = $3)
            and ((i.was ->> 'both')::boolean or exists (select from ${links} o where o.source = t.id and o.target = $2))
          order by t.id for update of t),
        found as materialized (select locked.*, ${heldSql(links, 'locked.id')} as held from locked),
        added as (insert into ${links} (source, target, role, starts_on, ends_on, position)
          select id, $3, was ->> 'role', (was ->> 'from')::date, (was ->> 'to')::date, (was ->> 'position')::int
          from found where (was ->> 'both')::boolean),
        moved as (update ${links} l set target = $3 from found f where not (f.was ->> 'both')::boolean and l.source = f.id and l.target = $2),
        touched as (update ${table} t set version = t.version + 1, updated_at = now() from found f where t.id = f.id),
        kept as (update record_merge_item i set kept = true where ${ours} and not exists (select from found f where f.id = i.record))
      select id, held, was from found`,
    values: [merge, from, to, pointer.noun.name, pointer.name],
  });
  const was = new Map(rows.map((row) => [row.id, row.was]));
  await tellLinks(tx, pointer, rows, (held, id) => {
    const { both, position: _, ...link } = was.get(id) ?? { both: false, position: 0 };
    const back = Object.fromEntries(Object.entries({ ...link, id: to }).filter(([, value]) => value !== null));
    return both ? [...held, back as unknown as Link] : held.map((one) => (one.id === from ? { ...one, id: to } : one));
  });
  return rows.length;
}

async function tellLinks(
  tx: TransactionContext,
  { noun, name }: Pointer,
  rows: readonly Linked[],
  after: (held: readonly Link[], id: string) => readonly Link[],
): Promise<void> {
  const changed = rows.map(({ id, held }) => ({ id, from: held, to: after(held, id) }));
  await log(
    tx,
    noun,
    changed.map(({ id, from, to }) => ({ id, fields: { [name]: { from, to } } })),
  );
  noteWritten(
    tx,
    noun,
    changed.map(({ id, from, to }) => ({ id, before: { [name]: from }, after: { [name]: to } })),
  );
}

/** So many changes are handed over at a time. */
const logSize = 2_000;

async function log(
  tx: TransactionContext,
  noun: Noun,
  changes: readonly { readonly id: string; readonly fields: Record<string, { from: unknown; to: unknown }> }[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += logSize) {
    const some = changes.slice(start, start + logSize);
    await appendChanges(
      tx,
      some.map(({ id, fields }) => ({ noun: noun.name, recordId: id, kind: 'updated', fields })),
    );
  }
}

import { isDeepStrictEqual } from 'node:util';
import type { QueryOf, ResponseOf } from '../../shared/contract/endpoint.ts';
import type { compareVersions } from '../../shared/contract/history.api.ts';
import { notFound } from '../../shared/errors.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { readableChange } from '../changes/readable-change.ts';
import type { Context } from '../context.ts';
import { getRecord } from '../records/read.ts';
import { inputForm } from '../records/values.ts';

/** A state of the record: what the fields that changed since held then. */
interface Version {
  readonly change: string | null;
  readonly at: string;
  readonly memberId: string | null;
  readonly since: Readonly<Record<string, { readonly from?: unknown }>>;
}

/** Fields that every write sets: two states always differ in them. */
const passing: ReadonlySet<string> = new Set(['updatedAt', 'version']);

/**
 * The fields in which a record differs after two of its changes, as far as the actor may read them. What a field held is
 * what the next change of it changed it from; what did not change since is as it is now.
 * @throws AppError 404 for a record the actor may not read, and for a change that is not the record's.
 */
export async function compare(
  ctx: Context,
  noun: Noun,
  id: string,
  { from, to }: QueryOf<typeof compareVersions>,
): Promise<ResponseOf<typeof compareVersions>> {
  const record: AnyRecord = await getRecord(ctx, noun, id);
  const earlier = await findVersion(ctx, noun, id, from);
  const later = to ? await findVersion(ctx, noun, id, to) : now(record);
  const fields = allFields(noun);
  const held = ({ since }: Version, name: string) =>
    (Object.hasOwn(since, name) ? since[name]?.from : fields[name] && inputForm(fields[name], record[name])) ?? null;
  const names = Object.keys(fields).filter((name) => !passing.has(name) && name in record);
  const differing = names
    .map((name) => ({ name, from: held(earlier, name), to: held(later, name) }))
    .filter((one) => !isDeepStrictEqual(emptied(one.from), emptied(one.to)));
  return { from: told(earlier), to: told(later), fields: differing };
}

function told({ since: _, ...version }: Version) {
  return version;
}

function now(record: AnyRecord): Version {
  return { change: null, at: record.updatedAt, memberId: null, since: {} };
}

/** The log tells of an empty list in several ways. */
function emptied(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : value;
}

async function findVersion(ctx: Context, noun: Noun, id: string, change: string): Promise<Version> {
  const [row] = await ctx.db.query<{
    id: string;
    at: string;
    member: string | null;
    since: Record<string, { from?: unknown }> | null;
  }>({
    name: 'change.version',
    text: `select c.id, c.at, c.member, (
        select jsonb_object_agg(k.key, k.value) from (
          select distinct on (f.key) f.key, f.value from change l, jsonb_each(l.fields) f
          where l.record = c.record and l.noun = c.noun and (l.at, l.id) > (c.at, c.id) order by f.key, l.at, l.id) k) as since
      from change c where c.record = $1 and c.noun = $2 and c.id = $3`,
    values: [id, noun.name, change],
  });
  if (!row) throw notFound('change', change);
  const { fields } = readableChange(ctx, {
    ...{ id: row.id, at: row.at, memberId: row.member, through: 'system', noun: noun.name, recordId: id },
    ...{ kind: 'updated', fields: row.since ?? {} },
  });
  return { change: row.id, at: row.at, memberId: row.member, since: fields };
}

import type { Change } from '../../../server/changes/change.ts';
import type { Context } from '../../../server/context.ts';
import { quote, tableOf } from '../../../server/metadata/names.ts';
import { Params } from '../../../server/records/params.ts';
import { selectList } from '../../../server/records/select-list.ts';
import type { FilteredRecord } from '../../../shared/filter/evaluate.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

/** What a record held before a change and after it. */
export interface States {
  /** Null where the change made the record. */
  readonly before: FilteredRecord | null;
  readonly after: FilteredRecord;
}

interface Row {
  readonly id: string;
  readonly json: string;
  /** The newest first. */
  readonly changes: readonly Pick<Change, 'id' | 'kind' | 'fields'>[];
}

/**
 * What the records held before and after each of these changes, by the change's number: as they are now, with all that was
 * changed since taken back, so that it is the same whenever it is asked. Records and log are read by one statement; a record that is gone is left out.
 */
export async function statesOf(
  ctx: Context,
  noun: Noun,
  changes: readonly Pick<Change, 'id' | 'recordId' | 'at'>[],
): Promise<ReadonlyMap<string, States>> {
  const [first] = changes;
  if (!first) return new Map();
  const params = new Params();
  const list = selectList(ctx, noun, {}, params);
  const [since = first.at] = changes.map(({ at }) => at).sort();
  // The numbers follow the log, so the least of them is the eldest.
  const [asked = first.id] = changes.map(({ id }) => id).sort((one, other) => Number(BigInt(one) - BigInt(other)));
  const rows = await ctx.db.query<Row>({
    text:
      `select t.id, (select row_to_json(r) from (select ${list}) r)::text as json, ` +
      `(select coalesce(jsonb_agg(jsonb_build_object('id', c.id::text, 'kind', c.kind, 'fields', c.fields) order by c.id desc), '[]') ` +
      // Numbers of one record follow the order of its changes; their moments may lag a little.
      `from change c where c.record = t.id and c.noun = ${params.add(noun.name)} and c.id >= ${params.add(asked)}::bigint ` +
      `and c.at >= ${params.add(since)}::timestamptz - interval '1 hour') as changes ` +
      `from ${quote(tableOf(noun))} t where t.id = any(${params.add([...new Set(changes.map(({ recordId }) => recordId))])}::uuid[])`,
    values: params.values,
  });
  return new Map(rows.flatMap(goBack));
}

/** The states around each of a record's changes, from the newest back. */
function goBack({ json, changes }: Row): (readonly [string, States])[] {
  let after = JSON.parse(json) as FilteredRecord;
  return changes.map(({ id, kind, fields }) => {
    const held = Object.entries(fields).map(([name, { from = null }]) => [name, from] as const);
    const before = kind === 'created' ? null : { ...after, ...Object.fromEntries(held) };
    const states = { before, after };
    after = before ?? after;
    return [id, states] as const;
  });
}

import { matchesFilter } from '../../shared/filter/evaluate.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { accessFilter, reachOf } from '../access/access.ts';
import { withEveryField } from '../access/seen-registry.ts';
import { type Actor, type Context, filterContextOf } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';
import { accessSql, openSql, reachesEvery } from '../records/filter-sql.ts';
import { Params } from '../records/params.ts';
import type { Unshared } from './read-changes.ts';

/** The records that readers of one reach see; those of other reaches see others. */
export interface Sight {
  /** The versions of the records that can be read, by id. */
  readonly versions: ReadonlyMap<string, number>;
  /** Whether a record that can not be read now could be, when the fields that changed were as `before`. */
  readonly sawBefore: (before: Readonly<Record<string, unknown>> | null) => boolean;
  /** Whether a record that can not be read now could be until it was shared with fewer, or closed. */
  readonly lost: (id: string, lost: Lost) => boolean;
}

/** What was taken from readers of a record by hand. */
export interface Lost {
  readonly unshared: readonly Unshared[];
  readonly isClosed: boolean;
  /** It was taken by what the record is about: from whom would see it otherwise. */
  readonly isHanging?: boolean;
}

/** Two readers of the same key see the same records of the noun. */
export function sightKey(ctx: Context, noun: Noun): string {
  if (reachOf(ctx, noun, 'read') === 'none') return 'none';
  if (reachesEvery(ctx, noun, 'read')) return 'all';
  return standingKey(ctx.actor);
}

const standingKeys = new WeakMap<Actor, string>();

/** Put together once for each actor: the head of thousands is asked about at every change. */
function standingKey(actor: Actor): string {
  const known = standingKeys.get(actor);
  if (known !== undefined) return known;
  const { memberId, role, rights, teamMemberIds, branchMemberIds = [], teamIds = [] } = actor;
  const others = [teamMemberIds, branchMemberIds, teamIds].map((ids) => ids.toSorted());
  const key = JSON.stringify([memberId, role, rights?.id ?? null, ...others]);
  standingKeys.set(actor, key);
  return key;
}

/**
 * Which of these records each reach can read at this moment, by one statement for all of them. `readers` are one reader of
 * each reach, by `sightKey`. Records in the bin count: their deletion is to be told. `hasClosed` where some were closed just now: then it is
 * asked, too, who would see them if they were not.
 */
export async function lookAt(
  system: Context,
  noun: Noun,
  ids: readonly string[],
  readers: ReadonlyMap<string, Context>,
  hasClosed = false,
): Promise<ReadonlyMap<string, Sight>> {
  const params = new Params();
  const key = params.add(ids);
  const asking = [...readers].filter(([sight]) => sight !== 'none');
  const columns = asking.map(([, ctx], index) => {
    const allowed = accessSql(ctx, noun, 'read', { params, alias: 't' });
    const open = hasClosed ? openSql('read', { ctx: withEveryField(ctx), noun, params, alias: 't' }) : 'false';
    const either = (sql: string | null) => (sql ? `coalesce(${sql}, false)` : 'true');
    return `${either(allowed)} as r${index}, ${either(open)} as o${index}`;
  });
  const rows = await system.db.query<Readonly<Record<string, unknown>>>({
    text: `select t.id, t.version${columns.map((column) => `, ${column}`).join('')} from ${quote(tableOf(noun))} t where t.id = any(${key}::uuid[])`,
    values: params.values,
  });
  const found = new Set(rows.map(({ id }) => String(id)));
  return new Map(
    asking.map(([sight, ctx], index) => {
      const seen = rows.filter((row) => row[`r${index}`] === true);
      const versions = new Map(seen.map((row) => [String(row.id), Number(row.version)]));
      const open = new Set(rows.flatMap((row) => (row[`o${index}`] === true ? String(row.id) : [])));
      const filter = accessFilter(ctx, noun, 'read');
      return [
        sight,
        {
          versions,
          sawBefore: sawBefore(
            ctx,
            noun,
            filter,
            ids.some((id) => !found.has(id)),
          ),
          lost: (id, { unshared, isClosed, isHanging }) => {
            const concerned = unshared.some((one) => concerns(ctx, one));
            return isHanging ? open.has(id) && (isClosed || concerned) : (isClosed && open.has(id)) || concerned;
          },
        },
      ];
    }),
  );
}

function concerns({ actor: { memberId, teamIds = [] } }: Context, { member, team }: Unshared): boolean {
  return (member !== null && member === memberId) || (team !== null && teamIds.includes(team));
}

/** Who sees all saw it; of others only what the changed field itself says is known, and in doubt nothing is told. */
function sawBefore(ctx: Context, noun: Noun, filter: Filter | null, vanished: boolean): Sight['sawBefore'] {
  if (!filter) return () => vanished;
  const field = 'field' in filter ? filter.field : '';
  return (before) =>
    before !== null &&
    field in before &&
    matchesFilter(filter, before, noun, ctx.registry.findNoun, filterContextOf(ctx));
}

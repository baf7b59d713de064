import type { Change } from '../../../server/changes/change.ts';
import { type Context, filterContextOf } from '../../../server/context.ts';
import { readMatching } from '../../../server/records/read-matching.ts';
import { matchesFilter } from '../../../shared/filter/evaluate.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { ProcessInput } from '../contract/index.ts';
import { statesOf } from './record-states.repository.ts';

type Starting = Pick<ProcessInput, 'start' | 'filter' | 'onMany'>;

/** Whether changes that came about so start a process: a past that is told never does, many at once where it says so. */
export function isHeard(
  { amid, through }: Pick<Change, 'amid' | 'through'>,
  { onMany }: Pick<Starting, 'onMany'>,
): boolean {
  if (amid === 'past') return false;
  return onMany || (amid !== 'many' && through !== 'import');
}

/**
 * Those of the changes that start the process: in the order given, of records that its maker sees and that match its filter now.
 * `acting` is the maker. Throws 422 for a filter that does not fit.
 */
export async function startingAmong(
  acting: Context,
  noun: Noun,
  process: Starting,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const heard = changes.filter((change) => change.noun === noun.name && isHeard(change, process));
  const begun = await beginningAmong(acting, noun, process, heard);
  if (begun.length === 0) return [];
  const ids = begun.map(({ recordId }) => recordId);
  const records = await readMatching(acting, noun, ids, process.filter ?? undefined);
  return begun.filter(({ recordId }) => {
    const json = records.get(recordId);
    return json !== undefined && (JSON.parse(json) as { deletedAt?: string | null }).deletedAt == null;
  });
}

async function beginningAmong(
  acting: Context,
  noun: Noun,
  { start }: Starting,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  // The calendar is another's business.
  if (start.on === 'date') return [];
  if (start.on === 'made') return changes.filter(({ kind }) => kind === 'created');
  const written = changes.filter(({ kind }) => kind === 'created' || kind === 'updated');
  if (written.length === 0) return [];
  const { whole } = acting.registry;
  const states = await statesOf({ ...acting, registry: whole }, whole.getNoun(noun.name), written);
  const ctx = filterContextOf(acting);
  const matches = (record: Parameters<typeof matchesFilter>[1] | null) =>
    record !== null && matchesFilter(start.filter, record, whole.getNoun(noun.name), whole.findNoun, ctx);
  return written.filter(({ id }) => {
    const found = states.get(id);
    return found !== undefined && matches(found.after) && !matches(found.before);
  });
}

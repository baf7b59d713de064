import { allFields } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';
import type { Change } from './change.ts';

/** A change without fields that the noun has no more or the actor may not know; a merge tells of whom it was. Whether the actor may see the record is the caller's to check. */
export function readableChange(ctx: Context, change: Change): Change {
  const fields = allFields(ctx.registry.getNoun(change.noun));
  const isMerge = change.kind === 'merged' || change.kind === 'unmerged';
  const known = Object.entries(change.fields).filter(
    ([name]) => (Object.hasOwn(fields, name) && !fields[name]?.masked) || (isMerge && name === 'mergedFrom'),
  );
  return { ...change, fields: Object.fromEntries(known) };
}

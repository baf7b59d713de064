import type { Noun } from '../../shared/nouns/noun.ts';
import type { RecordOf } from '../../shared/nouns/value.ts';
import { mayKnow, reachOf } from '../access/access.ts';
import { withOwnFields } from '../access/seen-registry.ts';
import type { Context } from '../context.ts';
import { readMany } from './read-many.ts';

/**
 * As `readMany`, for rules that fill a record out of others: none where the actor reads none, and null for what is hidden from them or
 * masked. What is copied stands where others read it, and nobody is to learn by copying what is closed to them.
 */
export async function readKnown<N extends Noun>(
  ctx: Context,
  noun: N,
  field: string,
  ids: readonly string[],
): Promise<readonly RecordOf<N>[]> {
  const declared = ctx.registry.getNoun(noun.name);
  if (ids.length === 0 || reachOf(ctx, declared, 'read') === 'none') return [];
  const found = await readMany(ctx, noun, field, ids);
  const own = withOwnFields(ctx);
  const closed = Object.keys(declared.fields).filter((name) => !mayKnow(own, noun, name));
  const nothing = Object.fromEntries(closed.map((name) => [name, null]));
  return found.map((record) => ({ ...record, ...nothing }));
}

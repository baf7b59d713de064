import { invalid } from '../../shared/errors.ts';
import { checkFilter } from '../../shared/filter/check.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';

/** A filter from outside, proven to fit the noun. Throws 422 naming each part at fault. */
export function checkedFilter(ctx: Context, noun: Noun, filter: Filter | undefined): Filter | undefined {
  if (!filter) return undefined;
  const faults = checkFilter(filter, ctx.registry.getNoun(noun.name), ctx.registry.findNoun);
  if (faults.length > 0)
    throw invalid(faults.map((fault) => ({ ...fault, path: ['filter', fault.path].filter(Boolean).join('.') })));
  return filter;
}

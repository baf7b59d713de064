import type { Context } from '../context.ts';
import type { Params } from './params.ts';

/** SQL of the moment at which something is done: the transaction's, or the one that is being told of. */
export function momentSql({ asOf }: Pick<Context, 'asOf'>, params: Params): string {
  return asOf ? `${params.add(asOf.at.toISOString())}::timestamptz` : 'now()';
}
